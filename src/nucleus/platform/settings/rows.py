"""Settings as the rows of a page: the control, where the value comes from, what was typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.setting_kinds import BadValueError
from nucleus.kernel.settings import Setting
from nucleus.platform.settings.queries import Entry
from nucleus.platform.ui.parts import Tag

CONTROLS = {
    "text": "text",
    "email": "email",
    "secret": "hidden",
    "long_text": "lines",
    "networks": "lines",
    "number": "number",
    "duration": "number",
    "yes_no": "switch",
    "choice": "select",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One setting on the page. `text` is what stands in the control, `was` what stood there when it was loaded."""

    entry: Entry
    text: str
    was: str
    errors: tuple[str, ...] = ()
    may_change: bool = True
    may_lock: bool = False

    @property
    def setting(self) -> Setting[Any]:
        """What is declared."""
        return self.entry.setting

    @property
    def control(self) -> str:
        """Which control draws it."""
        return CONTROLS[self.setting.kind.name]

    @property
    def id(self) -> str:
        """The id of the control."""
        return control_id(self.entry.key)

    @property
    def described_by(self) -> str:
        """Ids of help and error."""
        return f"{self.id}-help" + (f" {self.id}-error" if self.errors else "")

    @property
    def is_open(self) -> bool:
        """Whether the control takes something."""
        return self.may_change and self.entry.is_open

    @property
    def is_changed(self) -> bool:
        """Whether it was typed over and not saved."""
        return self.text != self.was

    @property
    def is_on(self) -> bool:
        """Whether a switch is set."""
        return self.text == "true"

    @property
    def unit(self) -> str:
        """The unit behind the control."""
        return unit_of(self.setting)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options of a select."""
        return [(str(value), str(label)) for value, label in self.setting.offered()]

    @property
    def reset_label(self) -> str:
        """The name of the button that resets it, for whoever does not see where it stands."""
        return _("Reset %(label)s") % {"label": self.setting.label}

    @property
    def lock_label(self) -> str:
        """The name of the button that locks or unlocks it."""
        if self.entry.is_locked_here:
            return _("Unlock %(label)s for those below") % {"label": self.setting.label}
        return _("Lock %(label)s for those below") % {"label": self.setting.label}

    @property
    def source(self) -> Tag:
        """Where the value comes from, in a word."""
        found = self.entry.found
        if found.source == "environment":
            return Tag(_("Set by the environment"), "info", "lock")
        if self.entry.locked_by:
            return Tag(_("Locked by %(name)s") % {"name": self.entry.locked_by}, "info", "lock")
        if found.source == "own":
            return Tag(_("Changed"), "warn")
        if found.source == "inherited":
            return Tag(_("Inherited from %(name)s") % {"name": self.entry.above}, "brand")
        return Tag(_("Default"))

    @property
    def default(self) -> str:
        """What is said of the default, where another value counts."""
        if self.entry.found.source == "default" or self.setting.sensitive:
            return ""
        return _("Default: %(value)s.") % {"value": self.setting.show(self.setting.default)}


def control_id(key: str) -> str:
    """The id of a setting's control on its page."""
    return "s-" + key.replace(".", "-").replace("_", "-")


def unit_of(setting: Setting[Any]) -> str:
    """The unit in the language of the moment."""
    words = {"seconds": _("seconds"), "minutes": _("minutes"), "hours": _("hours"), "days": _("days")}
    return words.get(str(setting.unit), str(setting.unit))


def text_of(setting: Setting[Any], value: Any) -> str:
    """A value as its control holds it; nothing of a secret."""
    if setting.sensitive:
        return ""
    stored = setting.store(value)
    if isinstance(stored, bool):
        return "true" if stored else ""
    if isinstance(stored, list):
        return "\n".join(str(each) for each in stored)
    return str(stored)


def rows_of(
    entries: Sequence[Entry], given: QueryDict | None, errors: Mapping[str, Sequence[str]], may: tuple[bool, bool]
) -> list[Row]:
    """The rows with what was typed, where something was. `may`: change, lock."""
    found = []
    for entry in entries:
        was = text_of(entry.setting, entry.found.value)
        said = tuple(errors.get(f"values.{entry.key}", ()))
        text = _typed(entry, given) if given is not None and f"seen.{entry.key}" in given else was
        found.append(Row(entry, text, was, said, may[0], may[1] and entry.is_lockable))
    return found


def _typed(entry: Entry, given: QueryDict) -> str:
    text = (given.get(entry.key) or "").replace("\r\n", "\n")
    return "true" if entry.setting.kind.name == "yes_no" and text else text


def typed_values(entries: Sequence[Entry], given: QueryDict) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What was typed over, as raw values by key; and what cannot be read, by field."""
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for entry in entries:
        if f"seen.{entry.key}" not in given:
            continue
        setting, text = entry.setting, _typed(entry, given)
        if text == text_of(setting, entry.found.value):
            continue
        try:
            values[entry.key] = setting.store(setting.parse(text))
        except BadValueError as error:
            errors[f"values.{entry.key}"] = [str(error)]
    return values, errors


def seen_of(given: QueryDict) -> dict[str, str]:
    """The revision of each setting as the page showed it."""
    return {name.removeprefix("seen."): str(given[name])[:24] for name in given if name.startswith("seen.")}
