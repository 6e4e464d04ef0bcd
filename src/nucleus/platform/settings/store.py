"""Values per process: read once, kept until somebody changes a setting anywhere.

Every change draws a new token. Signed-in requests learn the token with their session, in the same query; whatever runs
without a session asks for it at most every `PATIENCE` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from nucleus.kernel.actor import Place, Tier, system_actor
from nucleus.kernel.settings import Setting
from nucleus.platform.settings.models import Level, StoredSetting, Token
from nucleus.platform.settings.resolution import COMPANY, SYSTEM, Step, resolve, steps_of

PATIENCE = 5.0
MOST_LEVELS = 5000
MOST_VALUES = 50_000

Rows = dict[str, StoredSetting]


class Kept:
    """What one process knows under one token. A new token makes a new one, so that a reader never mixes two states."""

    def __init__(self, token: int) -> None:
        self.token = token
        self.checked = time.monotonic()
        self.rows: dict[int, Rows] = {}
        self.values: dict[tuple[str, Place | None], Any] = {}


_kept: list[Kept] = []


def forget() -> None:
    """Everything is read anew."""
    _kept.clear()


def notice(token: int) -> None:
    """Says what the token is now; what was kept under another one is dropped."""
    if _kept and _kept[0].token == token:
        _kept[0].checked = time.monotonic()
    else:
        _kept[:] = [Kept(token)]


def current_token() -> int:
    """The token as the database has it; 0 before the first change."""
    return int(Token.objects.filter(pk=1).values_list("number", flat=True).first() or 0)


def value_of(setting: Setting[Any], place: Place | None) -> Any:
    """The value that counts there; no query as long as nothing changed."""
    if not _kept or time.monotonic() - _kept[0].checked > PATIENCE:
        notice(current_token())
    kept = _kept[0]
    at = (setting.key, place)
    if at not in kept.values:
        if len(kept.values) >= MOST_VALUES:
            kept.values.clear()
        kept.values[at] = resolve(setting, _steps(kept, setting.key, place)).value
    return kept.values[at]


def _steps(kept: Kept, key: str, place: Place | None) -> list[Step]:
    wanted = steps_of(place)
    missing = [level for level, _tier in wanted if level not in kept.rows]
    if missing:
        if len(kept.rows) >= MOST_LEVELS:
            kept.rows.clear()
            missing = [level for level, _tier in wanted]
        kept.rows.update(read_rows(missing))
    return [Step(level, tier, kept.rows[level].get(key)) for level, tier in wanted]


def read_rows(levels: Iterable[int], keys: Iterable[str] | None = None) -> dict[int, Rows]:
    """The stored settings of the levels by key, in one query; an empty mapping for a level that has none."""
    wanted = list(levels)
    found: dict[int, Rows] = {level: {} for level in wanted}
    ids = [level for level in wanted if level not in (SYSTEM, COMPANY)]
    which = Q(organization_id__in=ids, level=Level.ORGANIZATION)
    for key, level in ((SYSTEM, Level.SYSTEM), (COMPANY, Level.ORGANIZATION)):
        if key in wanted:
            which |= Q(organization__tier=Tier.COMPANY.value, level=level)
    with system_actor("values of settings up the chain"):
        rows = StoredSetting.objects.filter(which)
        for row in rows if keys is None else rows.filter(key__in=list(keys)):
            found[_level(row)][row.key] = row
    return found


def _level(row: StoredSetting) -> int:
    if row.level == Level.SYSTEM:
        return SYSTEM
    return COMPANY if row.place.tier is Tier.COMPANY else row.organization_id
