"""Housekeeping of accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import Attempt, Session
from nucleus.platform.accounts.settings import KEEP_ATTEMPTS, KEEP_SESSIONS
from nucleus.platform.jobs.job import job


@job("accounts.forget_old", label=_("Forget old sign-in attempts and sessions"), schedule="17 2 * * *", retries=1)
def forget_old() -> None:
    """Deletes attempts and sessions past their time."""
    moment = now()
    Attempt.objects.filter(at__lt=moment - KEEP_ATTEMPTS.value()).delete()
    Session.objects.filter(ends_at__lt=moment - KEEP_SESSIONS.value()).delete()
