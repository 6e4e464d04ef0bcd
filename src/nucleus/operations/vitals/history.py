"""The past of the sensors: levels by hour and by day, and the share of time in which all was well."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nucleus.kernel.clock import now
from nucleus.kernel.sensors import Level
from nucleus.operations.vitals.measuring import hour_of
from nucleus.operations.vitals.models import SensorHour

HOURS = 48
COLOURS = {Level.OK: "ok", Level.WARN: "warn", Level.BAD: "bad"}


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of a sensor; `level` is the worst that counts: bad once, or warned for a tenth of the hour."""

    begin: dt.datetime
    level: Level
    mean: float
    slowest: float


def past(names: Sequence[str], *, hours: int = HOURS) -> dict[str, list[Hour]]:
    """The hours of each sensor in order, those without an answer left out. One query."""
    since = hour_of(now()) - dt.timedelta(hours=hours - 1)
    found: dict[str, list[Hour]] = defaultdict(list)
    rows = SensorHour.objects.filter(name__in=names, hour__gte=since).order_by("hour")
    for name, hour, ok, warn, bad, latency, slowest in rows.values_list(
        "name", "hour", "ok", "warn", "bad", "latency", "slowest"
    ):
        asked = ok + warn + bad
        level = Level.BAD if bad else Level.WARN if warn * 10 >= asked else Level.OK
        found[name].append(Hour(hour, level, latency / asked if asked else 0.0, slowest))
    return found


def uptime(name: str, *, days: int = 30) -> float | None:
    """Share (0 to 1) of questions within the days that were not answered with failing; None without any."""
    since = now() - dt.timedelta(days=days)
    asked = failed = 0
    for ok, warn, bad in SensorHour.objects.filter(name=name, hour__gte=since).values_list("ok", "warn", "bad"):
        asked += ok + warn + bad
        failed += bad
    return None if not asked else 1 - failed / asked


def strip(hours: Sequence[Hour], *, most: int = HOURS) -> SafeString:
    """The last hours as a row of small columns, the newest on the right; hours without an answer stay empty."""
    end = hour_of(now())
    levels = {hour.begin: hour.level for hour in hours}
    shapes = []
    for back in range(most):
        begin = end - dt.timedelta(hours=most - 1 - back)
        level = levels.get(begin)
        colour = f"c-{COLOURS[level]}" if level else "c-none"
        shapes.append(f'<rect class="{colour}" x="{back * 5}" y="0" width="4" height="20" rx="1"/>')
    counted = [sum(level is wanted for level in levels.values()) for wanted in (Level.BAD, Level.WARN)]
    words = _("The last %(hours)d hours: %(bad)d with a failure, %(warn)d that need a look.") % {
        "hours": most,
        "bad": counted[0],
        "warn": counted[1],
    }
    return SafeString(
        f'<svg class="hours" viewBox="0 0 {most * 5 - 1} 20" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(words)}">{"".join(shapes)}</svg>'
    )


def hour_words(hour: dt.datetime) -> str:
    """The hour in the person's zone, as 3 Nov 14:00."""
    return date_format(localtime(hour), _("j M H:i"))
