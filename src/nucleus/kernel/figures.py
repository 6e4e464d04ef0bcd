"""Hourly figures: what a room counts of its own work, for the statistics page.

A room declares them in its `sensors.py`:

    @figure("mails", label=_("Mails"), failed=_("refused"))
    def mails(begin: dt.datetime, end: dt.datetime) -> Mapping[str, Counted]: ...

The function answers, for the half-open time from `begin` to `end`, what was counted under each name ("" for the whole).
It is asked again for an hour that is over, so it must always answer the same for the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nucleus.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, how many of them failed, and what they took together and at most (milliseconds)."""

    count: int = 0
    failed: int = 0
    spent: float = 0.0
    longest: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A declared figure; `failed` is the word for the failed part, empty where nothing can fail."""

    kind: str
    label: Any
    failed: Any
    function: Callable[[dt.datetime, dt.datetime], Mapping[str, Counted]]


def figure(
    kind: str, *, label: Any, failed: Any = ""
) -> Callable[[Callable[[dt.datetime, dt.datetime], Mapping[str, Counted]]], Figure]:
    """Registers a function as an hourly figure."""

    def register(function: Callable[[dt.datetime, dt.datetime], Mapping[str, Counted]]) -> Figure:
        made = Figure(kind, label, failed, function)
        registry.providers.append("figures", made)
        return made

    return register


def figures() -> list[Figure]:
    """All that were declared."""
    return list(registry.providers.get("figures", []))
