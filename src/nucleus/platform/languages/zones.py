"""The time zones that can be chosen: those of the IANA database that name a place, and UTC."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

OLD = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@cache
def zones() -> tuple[str, ...]:
    """Their names in order. The library walks the disk for them, 40 ms each time, so it is asked once."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith(OLD)))


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    """As value and label: a name reads the same in every language."""
    return tuple((name, name.replace("_", " ")) for name in zones())


def is_zone(name: str) -> bool:
    """Whether the database knows it; old names count, so that what was stored once stays good."""
    return name in zones() or name in available_timezones()
