"""The jobs that ask the sensors, count, and forget what is old."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.operations.vitals.measuring import measure_sensors, recount_figures
from nucleus.operations.vitals.models import LogLine, SensorHour, Tally
from nucleus.operations.vitals.settings import LOG_DAYS, STATISTICS_DAYS
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job

AT_ONCE = 5000  # rows that one transaction forgets


@job("vitals.measure", schedule="* * * * *", retries=0, label=_("Ask the sensors"))
def measure() -> None:
    """Asks every sensor whose turn it is."""
    measure_sensors()


@job("vitals.measure_all", retries=0, label=_("Ask all sensors now"))
def measure_all() -> None:
    """Asks every sensor, because somebody wants to know."""
    measure_sensors(all_of_them=True)


@job("vitals.count", schedule="*/10 * * * *", retries=0, label=_("Count for the statistics"))
def count() -> None:
    """Counts the present hour and the one before anew."""
    recount_figures()


@job("vitals.forget", schedule="23 3 * * *", label=_("Forget old log lines and figures"))
def forget() -> None:
    """Removes what is older than the settings say."""
    lines = now() - dt.timedelta(days=LOG_DAYS.value())
    figures = now() - dt.timedelta(days=STATISTICS_DAYS.value())
    for rows in (
        LogLine.objects.filter(at__lt=lines),
        SensorHour.objects.filter(hour__lt=figures),
        Tally.objects.filter(hour__lt=figures),
    ):
        while ids := list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE]):
            with write_transaction():
                rows.model.objects.filter(pk__in=ids).delete()
