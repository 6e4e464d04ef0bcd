"""Settings as one level sees them: value, source, lock, and whether it may have its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Tier
from nucleus.kernel.registry import registry
from nucleus.kernel.settings import GROUPS, Group, Setting, declared
from nucleus.platform.settings.levels import AtLevel, own_level
from nucleus.platform.settings.models import StoredSetting
from nucleus.platform.settings.resolution import COMPANY, SYSTEM, Found, Step, resolve, steps_of
from nucleus.platform.settings.store import read_rows
from nucleus.platform.tree.models import Organization, TierChoice


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A setting at a level. `above` names the level that the value or the lock comes from, where it is another."""

    setting: Setting[Any]
    found: Found
    own: StoredSetting | None
    above: str = ""
    locked_by: str = ""
    tier: Tier | None = None

    @property
    def key(self) -> str:
        """The setting's key."""
        return self.setting.key

    @property
    def revision(self) -> str:
        """The history line that made it so; empty where the level has nothing of its own."""
        return self.own.change if self.own is not None else ""

    @property
    def is_own(self) -> bool:
        """Whether the level has a value of its own, counting or not."""
        return self.own is not None and self.own.has_value

    @property
    def is_locked_here(self) -> bool:
        """Whether this level locks it for those below."""
        return self.own is not None and self.own.locked

    @property
    def is_open(self) -> bool:
        """Whether it may be changed here."""
        return not self.locked_by

    @property
    def is_lockable(self) -> bool:
        """Whether somebody below could have a value of his own, so that a lock says something."""
        below = self.setting.scope == "organization" and self.tier is not Tier.CUSTOMER
        return below and self.setting.lockable and self.is_open

    @property
    def shown(self) -> str:
        """The value in words; stars for a secret."""
        return self.setting.show(self.found.value)


def visible_settings(level: AtLevel) -> list[Setting[Any]]:
    """What the level may set, in the order of the pages."""
    return [setting for setting in declared() if setting.settable_at(level.tier)]


def entries(level: AtLevel, settings: Iterable[Setting[Any]] | None = None) -> list[Entry]:
    """The settings of the level with what counts there; two queries, whatever their number."""
    chosen = visible_settings(level) if settings is None else list(settings)
    steps = steps_of(level.place)
    rows = read_rows([key for key, _tier in steps], [s.key for s in chosen])
    names = _names(level)
    return [_entry(s, [Step(k, t, rows[k].get(s.key)) for k, t in steps], names) for s in chosen]


def _entry(setting: Setting[Any], steps: list[Step], names: dict[int, str]) -> Entry:
    found = resolve(setting, steps)
    above = names.get(found.at, "") if found.source == "inherited" and found.at is not None else ""
    locked = names.get(found.locked_at, "") if found.locked_at is not None else ""
    if found.source == "environment":
        locked = setting.environment
    return Entry(setting, found, steps[-1].row, above, locked, steps[-1].tier)


def _names(level: AtLevel) -> dict[int, str]:
    """What the levels above are called; an organization that is above may be read as a card."""
    names = {SYSTEM: _("the platform")}
    if level.place is None or level.place.tier is Tier.COMPANY:
        return names
    above = Organization.objects.filter(Q(pk__in=level.place.chain) | Q(tier=TierChoice.COMPANY))
    for pk, tier, name in above.values_list("pk", "tier", "name"):
        names[COMPANY if tier == TierChoice.COMPANY else pk] = name
    return names


def entry(level: AtLevel, key: str) -> Entry | None:
    """One setting at the level; nothing where it is not there to be set."""
    setting = registry.settings.get(key)
    if setting is None or not setting.settable_at(level.tier):
        return None
    return entries(level, [setting])[0]


def groups(level: AtLevel) -> list[Group]:
    """The tabs of the level: those that hold a setting."""
    used = {setting.group for setting in visible_settings(level)}
    return [group for key, group in GROUPS.items() if key in used]


def search(level: AtLevel, words: str) -> list[Setting[Any]]:
    """The settings in whose label, help, key, card or group every word is found."""
    wanted = words.casefold().split()
    return [s for s in visible_settings(level) if all(word in _text(s) for word in wanted)]


def _text(setting: Setting[Any]) -> str:
    group = GROUPS[setting.group]
    parts = (setting.key, setting.label, setting.help, setting.card, group.label, group.section)
    return " ".join(str(part) for part in parts).casefold()


__all__ = ["Entry", "entries", "entry", "groups", "own_level", "search", "visible_settings"]
