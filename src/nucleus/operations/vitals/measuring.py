"""Asking the sensors and keeping what they say; recounting the hourly figures of the rooms."""

from __future__ import annotations

import datetime as dt
import time

import structlog
from django.db import DatabaseError
from django.utils.translation import gettext as _

from nucleus.kernel.clock import now
from nucleus.kernel.errors import Problem
from nucleus.kernel.figures import Counted, figures
from nucleus.kernel.registry import registry
from nucleus.kernel.sensors import Level, Reading, Sensor
from nucleus.operations.vitals.commands import report_change
from nucleus.operations.vitals.models import SensorHour, SensorState, Tally
from nucleus.platform.gate.transaction import write_transaction

log = structlog.get_logger("nucleus.sensors")
BACK = 2  # hours that are counted anew each time: the present one and the one before
TEXT = 300  # characters of a sentence that are kept


def measure_sensors(*, all_of_them: bool = False) -> list[SensorState]:
    """Asks every sensor whose turn it is, as the system, and keeps what it said. One that raises is failing."""
    due = [entry for _name, entry in registry.sensors.items()]
    last = {state.name: state for state in SensorState.objects.all()}
    moment = now()
    found = []
    for entry in due:
        before = last.get(entry.name)
        if before and not all_of_them and moment - before.at < dt.timedelta(minutes=entry.every, seconds=-30):
            continue
        found.append(_keep(entry, before, *_ask(entry)))
    return found


def _ask(entry: Sensor) -> tuple[Reading, float]:
    """What the sensor says, and how many milliseconds it took to say it."""
    started = time.perf_counter()
    try:
        reading = entry.function()
    except (Problem, DatabaseError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        log.exception("sensor.failed", sensor=entry.name)
        reading = Reading(Level.BAD, _("The check itself failed: %(error)s") % {"error": type(error).__name__})
    return reading, (time.perf_counter() - started) * 1000


def _keep(entry: Sensor, before: SensorState | None, reading: Reading, latency: float) -> SensorState:
    moment = now()
    with write_transaction():
        state = before or SensorState(name=entry.name, since=moment)
        former = state.level
        if former != reading.level:
            state.since = moment
        state.level, state.text, state.value = reading.level, str(reading.text)[:TEXT], reading.value
        state.latency, state.at = latency, moment
        if reading.level in (Level.OK, Level.WARN):
            state.ok_at = moment
        state.save()
        if reading.level is not Level.OFF:
            _count(entry.name, moment, reading.level, latency)
        if former and former != reading.level and {Level.WARN, Level.BAD} & {Level(former), reading.level}:
            report_change(sensor=entry.name, before=former, after=reading.level.value, text=state.text)
    return state


def _count(name: str, moment: dt.datetime, level: Level, latency: float) -> None:
    hour, _created = SensorHour.objects.get_or_create(name=name, hour=hour_of(moment))
    setattr(hour, level.value, getattr(hour, level.value) + 1)
    hour.latency += latency
    hour.slowest = max(hour.slowest, latency)
    hour.save()


def hour_of(moment: dt.datetime) -> dt.datetime:
    """The beginning of its hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def recount_figures(*, hours: int = BACK) -> int:
    """Counts the last hours anew for every figure that a room declares; answers how many rows there are now."""
    kept = 0
    end = hour_of(now()) + dt.timedelta(hours=1)
    for back in range(hours):
        begin = end - dt.timedelta(hours=back + 1)
        for entry in figures():
            kept += _write(begin, entry.kind, dict(entry.function(begin, begin + dt.timedelta(hours=1))))
    return kept


def _write(hour: dt.datetime, kind: str, found: dict[str, Counted]) -> int:
    rows = [
        Tally(
            hour=hour,
            kind=kind,
            name=name[:80],
            count=counted.count,
            failed=counted.failed,
            spent=counted.spent,
            longest=counted.longest,
        )
        for name, counted in found.items()
    ]
    with write_transaction():
        Tally.objects.filter(hour=hour, kind=kind).exclude(name__in=[row.name for row in rows]).delete()
        Tally.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["hour", "kind", "name"],
            update_fields=["count", "failed", "spent", "longest"],
        )
    return len(rows)


__all__ = ["hour_of", "measure_sensors", "recount_figures"]
