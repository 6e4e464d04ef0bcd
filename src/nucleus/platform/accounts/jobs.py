"""Housekeeping of accounts."""

from __future__ import annotations

import datetime as dt

from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import Attempt, Session
from nucleus.platform.jobs.job import job

ATTEMPTS = dt.timedelta(days=90)  # how long sign-in attempts are kept
SESSIONS = dt.timedelta(days=90)  # how long ended sessions stay in the history


@job("accounts.forget_old", label="Forget old sign-in attempts and sessions", schedule="17 2 * * *", retries=1)
def forget_old() -> None:
    """Deletes attempts and sessions past their time."""
    moment = now()
    Attempt.objects.filter(at__lt=moment - ATTEMPTS).delete()
    Session.objects.filter(ends_at__lt=moment - SESSIONS).delete()
