"""Reads: sensors, log and figures, for those who run the installation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, FloatField, Max, QuerySet, Sum, Value, When
from django.db.models.functions import Concat, TruncDate
from django.utils.translation import gettext as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.figures import figures
from nucleus.kernel.registry import registry
from nucleus.operations.vitals.models import LogLine, SensorState, Tally


def sensor_states() -> QuerySet[SensorState]:
    """What every sensor said last; one that is no longer declared is left out."""
    return SensorState.objects.filter(name__in=list(registry.sensors))


def log_lines() -> QuerySet[LogLine]:
    """The application's log."""
    return LogLine.objects.all()


def log_line(public_id: str) -> LogLine:
    """One line of it. Raises NotVisible."""
    found = LogLine.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def kinds_counted() -> list[tuple[str, Any]]:
    """What is counted, with its words."""
    return [("requests", _("Requests")), *((entry.kind, entry.label) for entry in figures())]


def tallies_by_day() -> QuerySet[Any, Any]:
    """Figures by day and part. The mean is None where time was not measured."""
    return (
        Tally.objects.annotate(
            day=TruncDate("hour", tzinfo=dt.UTC), part=Concat("kind", Value("/"), "name", output_field=CharField())
        )
        .values("day", "kind", "name", "part")
        .annotate(
            total=Sum("count"),
            bad=Sum("failed"),
            mean=Case(When(spent__gt=0, then=Sum("spent") * 1.0 / Sum("count")), output_field=FloatField()),
            slowest=Max("longest"),
        )
        .order_by()
    )
