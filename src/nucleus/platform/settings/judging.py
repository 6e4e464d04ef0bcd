"""What is wrong with the values of a change: each by its own setting, then each against the others as they would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid, Stale
from nucleus.kernel.setting_kinds import BadValueError
from nucleus.platform.settings.levels import AtLevel
from nucleus.platform.settings.models import SettingChange
from nucleus.platform.settings.queries import Entry, entries

Values = Mapping[str, Any]


class Conflict(Stale):
    """Somebody else changed some of the same settings since they were read: `entries` as they stand now, `lines` of the
    history that made them so.
    """

    def __init__(self, changed: list[Entry], lines: list[SettingChange]) -> None:
        self.entries = changed
        said = [
            _("Somebody else changed “%(label)s” in the meantime: it is now %(value)s.")
            % {"label": each.setting.label, "value": each.shown}
            for each in changed
        ]
        super().__init__(" ".join(said), changes=[_told(line) for line in lines])


def _told(line: SettingChange) -> dict[str, Any]:
    before, after = (pair["value"] if pair else None for pair in (line.before, line.after))
    return {"field": line.key, "before": before, "after": after, "at": line.at, "by": line.actor_label}


def open_entries(level: AtLevel, keys: list[str], path: str) -> dict[str, Entry]:
    """The settings of these keys at the level. Raises Invalid naming each that cannot be changed there."""
    known = {each.key: each for each in entries(level)}
    errors: dict[str, list[str]] = {}
    for key in keys:
        said = _closed(known.get(key))
        if said:
            errors[f"{path}.{key[:80]}"] = [said]
    if errors:
        raise Invalid(errors)
    return {key: known[key] for key in keys}


def _closed(found: Entry | None) -> str:
    if found is None:
        return _("This setting is not known here.")
    if found.found.source == "environment":
        return _("This is set by the environment (%(name)s).") % {"name": found.setting.environment}
    if found.locked_by:
        return _("This is locked by %(name)s.") % {"name": found.locked_by}
    return ""


def judged(level: AtLevel, values: Values, path: str = "values") -> dict[Entry, Any]:
    """Each entry with its new value as code gets it. Raises Invalid naming every field that is wrong."""
    found = open_entries(level, list(values), path)
    errors: dict[str, list[str]] = {}
    read: dict[str, Any] = {}
    for key, raw in values.items():
        try:
            read[key] = found[key].setting.read(raw)
        except BadValueError as error:
            errors[f"{path}.{key}"] = [str(error)]
    if errors:
        raise Invalid(errors)
    _judge_together(read, path, entries(level))
    return {found[key]: value for key, value in read.items()}


def judge_again(level: AtLevel, keys: Iterable[str], path: str) -> None:
    """After values went back: whether those that count now still go together. Raises Invalid."""
    now = entries(level)
    _judge_together({e.key: e.found.value for e in now if e.key in set(keys)}, path, now)


def _judge_together(coming: Values, path: str, found: Sequence[Entry]) -> None:
    """Each setting that looks at others, where it or what it looks at changes."""
    standing = {each.key: each for each in found}
    errors: dict[str, list[str]] = {}
    for key, each in standing.items():
        setting, asked = each.setting, set[str]()
        if setting.against is None:
            continue

        def ask(other: str, asked: set[str] = asked) -> Any:
            asked.add(other)
            return coming[other] if other in coming else standing[other].found.value

        said = setting.against(ask(key), ask)
        if said and asked & coming.keys():
            errors[f"{path}.{key}"] = [str(said)]
    if errors:
        raise Invalid(errors)


def refuse_conflicts(level: AtLevel, found: Mapping[Entry, Any], seen: Mapping[str, str]) -> None:
    """Raises Conflict where a setting is no longer as the caller saw it and not already as the caller wants it."""
    changed = [
        each
        for each, value in found.items()
        if each.key in seen and seen[each.key] != each.revision and each.found.value != value
    ]
    if changed:
        lines = [last_change(level, each.key) for each in changed]
        raise Conflict(changed, [line for line in lines if line is not None])


def last_change(level: AtLevel, key: str) -> SettingChange | None:
    """The newest line of the history of a setting at the level."""
    newest: SettingChange | None = level.rows(SettingChange).filter(key=key).order_by("-pk").first()
    return newest
