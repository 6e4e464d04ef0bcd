"""Health sensors: what a service says of itself, asked every minute and shown on the status page.

A room declares its sensors in its `sensors.py`:

    @sensor("mail.waiting", group=MAIL, label=_("Mail on its way"))
    def mail_waiting() -> Reading: ...

A sensor reads, never writes, and costs a bounded number of queries. It is asked as the system.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry


class Level(StrEnum):
    """How well something is. OFF: not in use here, which is no fault."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sensor found: a level, a sentence for people, and a figure with its unit where there is one."""

    level: Level
    text: str = ""
    value: float | None = None


def graded(value: float, text: str, *, warn: float, bad: float) -> Reading:
    """A reading of a figure that is the worse the higher it is."""
    level = Level.BAD if value >= bad else Level.WARN if value >= warn else Level.OK
    return Reading(level, text, value)


def waited(oldest: dt.datetime | None, idle: Any, *, warn: float, bad: float) -> Reading:
    """A reading of how long the oldest thing has been waiting, in seconds; `idle` says that nothing waits."""
    if oldest is None:
        return Reading(Level.OK, str(idle), 0)
    seconds = max(0.0, (now() - oldest).total_seconds())
    return graded(seconds, gettext("The oldest waits for %(n)d s.") % {"n": seconds}, warn=warn, bad=bad)


def counted(number: int, words: str, *, warn: float, bad: float) -> Reading:
    """A reading of how many faults there are; `words` has `%(n)d` for the number."""
    if not number:
        return Reading(Level.OK, gettext("None."), 0)
    return graded(number, words % {"n": number}, warn=warn, bad=bad)


@dataclass(frozen=True, slots=True)
class SensorGroup:
    """A service as people know it; `public` ones stand on the public status page, without any figure."""

    key: str
    label: Any
    icon: str
    public: bool = False


WEB: Final = SensorGroup("web", _("Pages and API"), "globe", public=True)
STORAGE: Final = SensorGroup("storage", _("Storage"), "database", public=True)
WORK: Final = SensorGroup("work", _("Background tasks"), "layers", public=True)
MAIL: Final = SensorGroup("mail", _("Mail"), "mail", public=True)
INTAKE: Final = SensorGroup("intake", _("Report intake"), "inbox", public=True)
TRUST: Final = SensorGroup("trust", _("Audit and scope"), "shield-check")
GROUPS: Final = {group.key: group for group in (WEB, STORAGE, WORK, MAIL, INTAKE, TRUST)}


@dataclass(frozen=True, slots=True)
class Sensor:
    """A declared sensor. `every` is the least number of minutes between two questions; `unit` belongs to the value."""

    name: str
    function: Callable[[], Reading]
    group: SensorGroup
    label: Any
    help: Any = ""
    unit: str = ""
    every: int = 1


def sensor(
    name: str,
    *,
    group: SensorGroup,
    label: Any,
    help: Any = "",  # noqa: A002 - the word of all declarations
    unit: str = "",
    every: int = 1,
) -> Callable[[Callable[[], Reading]], Sensor]:
    """Registers a function as a sensor under its name."""

    def register(function: Callable[[], Reading]) -> Sensor:
        made = Sensor(name, function, group, label, help, unit, every)
        registry.sensors.add(name, made)
        return made

    return register
