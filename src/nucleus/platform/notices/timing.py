"""When a mail may leave: quiet times and the hours of summaries, in the time zone of a person.

Pure arithmetic on wall-clock times. A time that a change of the clock skips counts as the moment after the gap, one
that comes twice as the first of the two (PEP 495, fold 0), so a quiet night of seven hours lasts six or eight.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = dt.timedelta(days=1)
MOST_NIGHTS = 8  # a quiet time that reaches into the next one is followed at most so often


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of day to another (the next day where that is not later), on the days on which it begins.

    `days` are ISO weekdays, 1 to 7.
    """

    begin: dt.time
    end: dt.time
    days: frozenset[int]


def zone_of(name: str) -> dt.tzinfo:
    """The zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name) if name else dt.UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a name too long for a file
        return dt.UTC


def clock(text: str) -> dt.time:
    """A time of day as 22:00. Raises ValueError."""
    return dt.time.fromisoformat(text)


def _at(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """That wall-clock time as a moment in UTC."""
    return dt.datetime.combine(day, time, tzinfo=zone).astimezone(dt.UTC)


def loud_again(moment: dt.datetime, quiet: Quiet | None, zone: dt.tzinfo) -> dt.datetime:
    """The moment itself, or the end of the quiet time in which it lies."""
    if quiet is None:
        return moment
    for _night in range(MOST_NIGHTS):
        until = _end_around(moment, quiet, zone)
        if until is None:
            return moment
        moment = until
    return moment


def _end_around(moment: dt.datetime, quiet: Quiet, zone: dt.tzinfo) -> dt.datetime | None:
    today = moment.astimezone(zone).date()
    for day in (today - DAY, today):
        if day.isoweekday() not in quiet.days:
            continue
        last = day if quiet.end > quiet.begin else day + DAY
        until = _at(last, quiet.end, zone)
        if _at(day, quiet.begin, zone) <= moment < until:
            return until
    return None


def next_digest(moment: dt.datetime, hour: int, zone: dt.tzinfo, weekday: int | None = None) -> dt.datetime:
    """The first time after the moment that the clock strikes the hour; on the ISO weekday, where one is given."""
    day = moment.astimezone(zone).date()
    while True:
        found = _at(day, dt.time(hour), zone)
        if found > moment and weekday in (None, day.isoweekday()):
            return found
        day += DAY
