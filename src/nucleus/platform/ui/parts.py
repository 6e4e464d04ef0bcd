"""Small values that components show. Plain data: a view builds them, a template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.utils.safestring import SafeString

Tone = Literal["", "ok", "warn", "bad", "info", "brand"]
"""Meaning of a colour; the empty one is neutral."""


NOTHING = SafeString()


class Act(NamedTuple):
    """A button or link. With `post` it is a form of its own; with `dialog` it opens the dialog of that id.

    `kind` is pri, ghost or danger (empty: ordinary); `key` is its shortcut.
    """

    label: str
    url: str = ""
    icon: str = ""
    kind: str = ""
    post: bool = False
    dialog: str = ""
    key: str = ""


class Tag(NamedTuple):
    """A state in a word. `shape` is dot (with a point), sq (square corners) or empty."""

    label: str
    tone: Tone = ""
    icon: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A section of an object or a saved view of a list."""

    label: str
    url: str
    count: str = ""
    active: bool = False


class Delta(NamedTuple):
    """A change against an earlier time. `mood` is good, poor or flat; `direction` is up, down or flat."""

    text: str
    direction: str = "flat"
    mood: str = "flat"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One key figure: its name, value, unit or total, change, note, sparkline and the list behind it."""

    label: str
    value: str
    unit: str = ""
    delta: Delta | None = None
    note: str = ""
    spark: SafeString = NOTHING
    url: str = ""
    help: str = ""


class Prop(NamedTuple):
    """A property of an object: name, value, and an address or tag where it has one."""

    label: str
    value: str = ""
    url: str = ""
    tag: Tag | None = None


class Happening(NamedTuple):
    """One line of a timeline: who did what, when (`when` is text, `at` the ISO time)."""

    who: str
    what: str
    when: str
    at: str = ""
    tone: Tone = ""
    url: str = ""


class Step(NamedTuple):
    """One step of a way: `state` is done, now or later."""

    label: str
    note: str = ""
    state: str = "later"


class Todo(NamedTuple):
    """One line of an onboarding or readiness list; `state` is done, open, warn or bad."""

    label: str
    state: str = "open"
    url: str = ""
    note: str = ""


class Chip(NamedTuple):
    """A filter: switched on it shows its value and `url` takes it away."""

    label: str
    url: str
    on: bool = True


class Pager(NamedTuple):
    """Where in a list: `shown` as "1 to 50 of 312" and the addresses of its neighbours."""

    shown: str
    previous: str = ""
    next: str = ""


class Period(NamedTuple):
    """A choice of the period switch."""

    label: str
    url: str
    active: bool = False


class Head(NamedTuple):
    """The head of a page beside its buttons: `sub` is a line, `tags` with `meta` say how the object stands."""

    title: str
    sub: str = ""
    tags: tuple[Tag, ...] = ()
    meta: str = ""
    periods: tuple[Period, ...] = ()
