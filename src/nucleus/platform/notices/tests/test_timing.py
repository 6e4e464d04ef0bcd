"""Quiet times and summaries: over midnight, on chosen days, and where the clocks change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucleus.platform.notices.timing import Quiet, clock, loud_again, next_digest, zone_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ALL = frozenset(range(1, 8))
NIGHT = Quiet(dt.time(22), dt.time(7), ALL)


def at(text, zone=AMSTERDAM):
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


def woken(text, quiet=NIGHT, zone=AMSTERDAM):
    return f"{loud_again(at(text, zone).astimezone(dt.UTC), quiet, zone).astimezone(zone):%F %H:%M}"


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-10T21:59", "2026-11-10 21:59"),
        ("2026-11-10T22:00", "2026-11-11 07:00"),
        ("2026-11-10T23:59", "2026-11-11 07:00"),
        ("2026-11-11T00:00", "2026-11-11 07:00"),
        ("2026-11-11T06:59", "2026-11-11 07:00"),
        ("2026-11-11T07:00", "2026-11-11 07:00"),
        ("2026-12-31T23:30", "2027-01-01 07:00"),
    ],
)
def test_a_night(moment, until):
    assert woken(moment) == until


def test_a_quiet_time_within_a_day():
    noon = Quiet(dt.time(12), dt.time(13, 30), ALL)
    assert [woken(f"2026-11-10T{t}", noon) for t in ("11:59", "12:00", "13:29", "13:30")] == [
        "2026-11-10 11:59",
        "2026-11-10 13:30",
        "2026-11-10 13:30",
        "2026-11-10 13:30",
    ]


def test_days_are_those_on_which_it_begins():
    weekend = Quiet(dt.time(22), dt.time(7), frozenset({6, 7}))
    assert woken("2026-11-13T23:00", weekend) == "2026-11-13 23:00"  # a Friday
    assert woken("2026-11-14T06:00", weekend) == "2026-11-14 06:00"
    assert woken("2026-11-15T23:00", weekend) == "2026-11-16 07:00"  # from Sunday into Monday
    assert woken("2026-11-16T23:00", weekend) == "2026-11-16 23:00"


def test_one_quiet_time_may_lead_into_the_next():
    nearly_always = Quiet(dt.time(8), dt.time(7, 59), frozenset({1, 2, 3}))
    assert woken("2026-11-09T08:00", nearly_always) == "2026-11-10 07:59"


@pytest.mark.parametrize(
    ("moment", "hours"),
    [("2026-03-28T22:00", 8), ("2026-10-24T22:00", 10), ("2026-11-10T22:00", 9)],  # spring, autumn, any night
)
def test_the_clock_on_the_wall_counts_when_clocks_change(moment, hours):
    start = at(moment).astimezone(dt.UTC)
    assert loud_again(start, NIGHT, AMSTERDAM) - start == dt.timedelta(hours=hours)
    assert woken(moment).endswith("07:00")


def test_an_end_that_the_clocks_skip_is_after_the_gap():
    quiet = Quiet(dt.time(22), dt.time(2, 30), ALL)
    until = loud_again(at("2026-03-28T23:00").astimezone(dt.UTC), quiet, AMSTERDAM)
    assert until == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    assert loud_again(until, quiet, AMSTERDAM) == until


def test_an_hour_that_comes_twice_ends_the_first_time():
    quiet = Quiet(dt.time(22), dt.time(2, 30), ALL)
    until = loud_again(at("2026-10-24T23:00").astimezone(dt.UTC), quiet, AMSTERDAM)
    assert until == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_summaries():
    monday = at("2026-11-09T08:00")
    assert next_digest(monday, 8, AMSTERDAM) == at("2026-11-10T08:00")
    assert next_digest(monday - dt.timedelta(minutes=1), 8, AMSTERDAM) == monday
    assert next_digest(monday, 8, AMSTERDAM, 1) == at("2026-11-16T08:00")
    assert next_digest(monday, 8, AMSTERDAM, 3) == at("2026-11-11T08:00")
    assert next_digest(at("2026-10-24T09:00"), 8, AMSTERDAM) == at("2026-10-25T08:00")


def test_a_summary_comes_once_on_the_day_on_which_its_hour_comes_twice():
    first = next_digest(at("2026-10-24T12:00"), 2, AMSTERDAM)
    assert (first, next_digest(first, 2, AMSTERDAM)) == (
        dt.datetime(2026, 10, 25, 0, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 26, 1, tzinfo=dt.UTC),
    )


FROM, TO = dt.datetime(2025, 1, 1), dt.datetime(2029, 1, 1)  # noqa: DTZ001 - the zone is the strategy's
MOMENTS = st.datetimes(FROM, TO, timezones=st.just(dt.UTC))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
ZONES = st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])


@given(MOMENTS, TIMES, TIMES, ZONES, st.frozensets(st.integers(1, 7), min_size=1))
def test_what_waits_is_let_go_within_days_and_never_before(moment, begin, end, zone, days):
    if begin == end:
        return
    quiet = Quiet(begin, end, days)
    until = loud_again(moment, quiet, zone_of(zone))
    assert moment <= until <= moment + dt.timedelta(days=8)
    assert loud_again(until, quiet, zone_of(zone)) == until


@given(MOMENTS, st.integers(0, 23), ZONES, st.one_of(st.none(), st.integers(1, 7)))
def test_a_summary_lies_ahead_within_eight_days(moment, hour, zone, weekday):
    found = next_digest(moment, hour, zone_of(zone), weekday)
    assert moment < found <= moment + dt.timedelta(days=8)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "\x00", "x" * 300])
def test_a_zone_that_is_none_is_utc(name):
    moment = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)
    assert moment.astimezone(zone_of(name)).utcoffset() == dt.timedelta(0)


def test_times_of_day():
    assert clock("22:05") == dt.time(22, 5)
