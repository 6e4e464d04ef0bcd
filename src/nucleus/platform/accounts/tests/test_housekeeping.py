"""What is forgotten after 90 days, and what is not."""

import datetime as dt

import pytest

from nucleus.kernel.clock import now
from nucleus.platform.accounts.jobs import forget_old
from nucleus.platform.accounts.models import Attempt, Session, User

pytestmark = pytest.mark.django_db


def test_old_attempts_and_ended_sessions_go():
    user = User(email="a@b.example", name="A")
    user.save()
    for age in (1, 89, 91):
        at = now() - dt.timedelta(days=age)
        Attempt.objects.create(at=at, account_hash="h", network="192.0.2.1")
        Session(token_hash=str(age), user=user, ends_at=at, idle_minutes=1).save()
    forget_old()
    assert Attempt.objects.count() == 2
    assert sorted(Session.objects.values_list("token_hash", flat=True)) == ["1", "89"]
