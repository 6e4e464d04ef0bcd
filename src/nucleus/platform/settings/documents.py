"""Settings as a JSON document: what a level changed, without secrets; and what taking one over would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid
from nucleus.platform.settings.judging import judged, open_entries
from nucleus.platform.settings.levels import AtLevel
from nucleus.platform.settings.queries import Entry, entries
from nucleus.version import VERSION

FORMAT = "nucleus-settings"
EDITION = 1
MEMBERS = frozenset({"format", "edition", "level", "release", "values", "locked", "left_out"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that a change would touch: its value now and then, in words."""

    entry: Entry
    before: str
    after: str


def export_document(level: AtLevel) -> dict[str, Any]:
    """The own values and locks of the level. Secrets are named under `left_out`, never written."""
    found = entries(level)
    own = [each for each in found if each.is_own]
    return {
        "format": FORMAT,
        "edition": EDITION,
        "level": str(level.tier or "system"),
        "release": VERSION,
        "values": {e.key: e.own.value for e in own if e.own is not None and not e.setting.sensitive},
        "locked": [each.key for each in found if each.is_locked_here],
        "left_out": [each.key for each in own if each.setting.sensitive],
    }


def read_document(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Values and locks of a document. Raises Invalid naming the member that is not as it should be."""
    errors: dict[str, list[str]] = {
        f"document.{name[:80]}": [_("This field is not known here.")] for name in document if name not in MEMBERS
    }
    if document.get("format") != FORMAT or document.get("edition") != EDITION:
        errors["document.format"] = [_("This is not an export of settings that this release reads.")]
    values, locked = document.get("values", {}), document.get("locked", [])
    if not isinstance(values, dict):
        errors["document.values"] = [_("This must be an object with named fields.")]
    if not isinstance(locked, list) or not all(isinstance(key, str) for key in locked):
        errors["document.locked"] = [_("This must be a list.")]
    if errors:
        raise Invalid(errors)
    return values, locked


def differences(level: AtLevel, values: Mapping[str, Any], path: str = "values") -> list[Difference]:
    """What setting these values would change. Raises Invalid like the change itself."""
    found = judged(level, values, path) if values else {}
    return [
        Difference(entry, entry.shown, entry.setting.show(value))
        for entry, value in found.items()
        if value != entry.found.value or not entry.is_own
    ]


def import_differences(level: AtLevel, document: Mapping[str, Any]) -> list[Difference]:
    """What taking over a document would change. Raises Invalid."""
    values, locked = read_document(document)
    found = differences(level, values, "document.values")
    closed = open_entries(level, locked, "document.locked")
    locks = [
        Difference(entry, _("Open to those below"), _("Locked for those below"))
        for entry in closed.values()
        if not entry.is_locked_here
    ]
    return [*found, *locks]
