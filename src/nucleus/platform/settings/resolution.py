"""Which value counts: pure rules over the rows of the levels, from the system downward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import structlog

from nucleus.kernel.actor import Place, Tier
from nucleus.kernel.setting_kinds import BadValueError
from nucleus.kernel.settings import Setting
from nucleus.platform.settings.models import StoredSetting, secret_of

log = structlog.get_logger("nucleus.settings")

SYSTEM = 0
COMPANY = -1
"""Keys of the two levels at the top, which need no id: there is one of each."""

Source = Literal["default", "own", "inherited", "environment"]


@dataclass(frozen=True, slots=True)
class Step:
    """A level on the way down: its key (an organization's id, SYSTEM or COMPANY), tier, and row of the setting."""

    key: int
    tier: Tier | None
    row: StoredSetting | None


@dataclass(frozen=True, slots=True)
class Found:
    """The value at the last step: where it comes from (`at`: the level's key), and which level above locks it."""

    value: Any
    source: Source
    at: int | None = None
    locked_at: int | None = None


def steps_of(place: Place | None) -> tuple[tuple[int, Tier | None], ...]:
    """Keys and tiers of the levels from the system down to the place."""
    if place is None:
        return ((SYSTEM, None),)
    between = [(tier, getattr(place, tier.value)) for tier in (Tier.DISTRIBUTOR, Tier.PARTNER, Tier.CUSTOMER)]
    return (SYSTEM, None), (COMPANY, Tier.COMPANY), *((pk, tier) for tier, pk in between if pk is not None)


def resolve(setting: Setting[Any], steps: Sequence[Step]) -> Found:
    """What counts at the last of the steps. A stored value that the setting no longer takes is passed over."""
    found = Found(setting.default, "default")
    locked: int | None = None
    for step in steps:
        last = step is steps[-1]
        row = step.row
        if row is None or not setting.settable_at(step.tier):
            continue
        counts = setting.inherits or last or step.tier is None
        if row.has_value and counts and locked is None:
            found = _taken(setting, row, step, found, last=last)
        if row.locked and locked is None and not last:
            locked = step.key
    if setting.is_in_environment():
        return Found(_given(setting), "environment", None, SYSTEM)
    return Found(found.value, found.source, found.at, locked)


def _given(setting: Setting[Any]) -> Any:
    """What the environment says; the default where it cannot be read (whoever asks for the value is told)."""
    try:
        return setting.from_environment()
    except BadValueError:
        log.warning("setting.unreadable", key=setting.key, environment=setting.environment)
        return setting.default


def _taken(setting: Setting[Any], row: StoredSetting, step: Step, before: Found, *, last: bool) -> Found:
    try:
        value = setting.read(secret_of(row) if setting.sensitive else row.value)
    except BadValueError:
        log.warning("setting.unreadable", key=setting.key, level=step.key)
        return before
    return Found(value, "own" if last else "inherited", step.key)
