"""Settings of background work."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

KEEP_RUNS = setting(
    "jobs.keep_runs",
    dt.timedelta(days=30),
    kind="duration",
    unit="days",
    least=1,
    most=3650,
    group="jobs",
    card=_("History"),
    label=_("Keep finished tasks"),
    help=_("Failed tasks stay until somebody retries or discards them."),
)
KEEP_EVENTS = setting(
    "jobs.keep_events",
    dt.timedelta(days=30),
    kind="duration",
    unit="days",
    least=1,
    most=3650,
    group="jobs",
    card=_("History"),
    label=_("Keep delivered events"),
    help=_("What one part of the software told another. Undelivered ones stay."),
)
