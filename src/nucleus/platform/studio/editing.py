"""The rows of the editor, and from what its form sends to what the command takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Tier
from nucleus.platform.branding.colours import Reading
from nucleus.platform.branding.keys import GROUPS, Key, keys_of
from nucleus.platform.branding.looks import picture_address
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.queries import Resolved, chain_above, resolve

INHERIT, OWN, LOCKED = "inherit", "own", "locked"


@dataclass(frozen=True, slots=True)
class Row:
    """One key of the editor. `value` is what stands in its control, `state` inherit, own or locked."""

    key: Key
    value: str
    state: str
    inherited: str
    source: str
    locked_by: str
    states: tuple[tuple[str, str], ...]
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of its control."""
        return "k-" + self.key.name.replace("_", "-")

    @property
    def label(self) -> str:
        """Its name, for the list of errors."""
        return str(self.key.label)

    @property
    def picture(self) -> str:
        """The address of the picture in force."""
        return picture_address(self.value or self.inherited) if self.key.kind == "picture" else ""

    @property
    def help(self) -> str:
        """The sentence under the label."""
        return str(self.key.help)

    @property
    def template(self) -> str:
        """The partial of its control."""
        return f"platform/studio/controls/{self.key.kind}.html"


def states_of(theme: Design) -> tuple[tuple[str, str], ...]:
    """What may be chosen for a key: partners have nobody below them to lock it for."""
    found = ((INHERIT, _("Inherited")), (OWN, _("Own")))
    return found if theme.organization.tier == Tier.PARTNER else (*found, (LOCKED, _("Own, locked")))


def rows_of(
    theme: Design, given: QueryDict | None = None, errors: Mapping[str, list[str]] | None = None
) -> list[tuple[str, list[Row]]]:
    """The rows in their groups, with the stored draft or what was typed."""
    above = resolve(theme.kind, chain_above(theme))
    states = states_of(theme)
    groups: dict[str, list[Row]] = {}
    for key in keys_of(theme.kind).values():
        said = tuple((errors or {}).get(f"values.{key.name}", ()))
        groups.setdefault(key.group, []).append(_row(theme, key, above[key.name], (given, said, states)))
    return [(str(GROUPS[name]), rows) for name, rows in groups.items()]


def _row(theme: Design, key: Key, above: Resolved, shown: tuple[QueryDict | None, tuple[str, ...], Any]) -> Row:
    given, errors, states = shown
    values = theme.draft.get("values", {})
    own = key.name in values and not above.locked_by
    state = (LOCKED if key.name in theme.draft.get("locked", ()) else OWN) if own else INHERIT
    value = values[key.name] if own else above.value
    if given is not None and not above.locked_by and f"state.{key.name}" in given:
        state = str(given[f"state.{key.name}"])
        if key.kind != "picture":
            value = _typed(key, given)
    return Row(
        key,
        _text(value),
        state,
        _text(above.value),
        above.source,
        above.locked_by,
        states,
        errors,
    )


def _text(value: str | bool) -> str:
    return ("true" if value else "") if isinstance(value, bool) else value


def _typed(key: Key, given: QueryDict) -> str | bool:
    if key.kind == "switch":
        return given.get(key.name) == "true"
    text = given.get(key.name, "").replace("\r\n", "\n").strip()
    return text.lower() if key.kind == "colour" else text


def change_from(theme: Design, given: QueryDict) -> dict[str, Any]:
    """The raw input of the command behind the form. A key that was inherited and got another value becomes an own one,
    so nobody has to choose twice.
    """
    above = resolve(theme.kind, chain_above(theme))
    stored = theme.draft.get("values", {})
    values: dict[str, Any] = {}
    inherit, locked = [], []
    for key in keys_of(theme.kind).values():
        state = given.get(f"state.{key.name}", INHERIT)
        typed = stored.get(key.name, "") if key.kind == "picture" else _typed(key, given)
        fresh = key.kind != "picture" and key.name not in stored and key.name in _named(given, key)
        if above[key.name].locked_by or (state == INHERIT and not (fresh and typed != above[key.name].value)):
            inherit.append(key.name)
            continue
        values[key.name] = typed
        if state == LOCKED:
            locked.append(key.name)
    return {"values": values, "inherit": inherit, "locked": locked}


def _named(given: QueryDict, key: Key) -> set[str]:
    """The key where the form had its control; an unticked switch sends nothing, but its state is there."""
    return {key.name} if key.name in given or (key.kind == "switch" and f"state.{key.name}" in given) else set()


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the contrast table: the pair in light and in dark."""

    what: str
    light: Reading
    dark: Reading

    @property
    def passes(self) -> bool:
        """Whether both reach what they need."""
        return self.light.passes and self.dark.passes


def measured(readings: list[Reading]) -> list[Measured]:
    """The contrast table."""
    dark = {reading.what: reading for reading in readings if reading.mode == "dark"}
    return [Measured(_(r.what), r, dark[r.what]) for r in readings if r.mode == "light"]
