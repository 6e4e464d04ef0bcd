"""The kinds of settings: what each takes, how it is stored, how it reads to people.

A kind turns what came in (a JSON value, or the text of a form, a file or the environment) into the value that code
gets, and that value into what JSON holds. Pure: no database, no frame.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"[^@\s<>()\[\],;:\\\"]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
MOST_NETWORKS = 500


class BadValueError(ValueError):
    """A value that a setting does not take; its text is a sentence for people."""


class Bounds(Protocol):
    """What a kind asks of the setting that it serves."""

    @property
    def unit(self) -> Any: ...
    @property
    def least(self) -> int | None: ...
    @property
    def most(self) -> int | None: ...
    @property
    def optional(self) -> bool: ...
    def offered(self) -> tuple[tuple[str, Any], ...]:
        """Choices as (value, label)."""
        ...


class Kind(ABC):
    """One sort of value. `name` is what pages, API and documents call it."""

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def read(self, raw: Any, facts: Bounds) -> Any:
        """A JSON value as the value that code gets. Raises BadValueError."""

    def parse(self, text: str, facts: Bounds) -> Any:
        """The text of a form, a command line or the environment, likewise."""
        return self.read(text, facts)

    def store(self, value: Any, facts: Bounds) -> Any:
        """The value as JSON holds it."""
        return value

    def show(self, value: Any, facts: Bounds) -> str:
        """The value in words of the page."""
        return str(value) or _("(empty)")


class Text(Kind):
    """One line of text; `most` characters."""

    pattern = CONTROL

    def read(self, raw: Any, facts: Bounds) -> str:
        if not isinstance(raw, str):
            raise BadValueError(_("This must be a text."))
        text = raw.strip()
        if self.pattern.search(text):
            raise BadValueError(_("This contains characters that cannot be used here."))
        if not text and not facts.optional:
            raise BadValueError(_("This may not be empty."))
        limit = facts.most or 500
        if len(text) > limit:
            raise BadValueError(_("This is longer than %(limit)d characters.") % {"limit": limit})
        return text


class LongText(Text):
    """Several lines of text."""

    pattern = CONTROL_BUT_LINES

    def read(self, raw: Any, facts: Bounds) -> str:
        return super().read(raw.replace("\r\n", "\n") if isinstance(raw, str) else raw, facts)


class Secret(Text):
    """A text that is stored sealed and never shown again."""

    def show(self, value: Any, facts: Bounds) -> str:
        return "••••••••" if value else _("(not set)")


class Email(Text):
    """One e-mail address, without a name."""

    def read(self, raw: Any, facts: Bounds) -> str:
        text = super().read(raw, facts)
        if text and (len(text) > 254 or not ADDRESS.fullmatch(text)):
            raise BadValueError(_("This is not an e-mail address."))
        return text


class Number(Kind):
    """A whole number between `least` and `most`."""

    def read(self, raw: Any, facts: Bounds) -> int:
        whole = isinstance(raw, int) or (isinstance(raw, float) and raw.is_integer())
        if isinstance(raw, bool) or not whole:
            raise BadValueError(_("This must be a whole number."))
        self.within(int(raw), facts)
        return int(raw)

    def parse(self, text: str, facts: Bounds) -> int:
        if not re.fullmatch(r"-?[0-9]{1,15}", text.strip()):
            raise BadValueError(_("This must be a whole number."))
        return self.read(int(text), facts)

    def within(self, number: int, facts: Bounds) -> None:
        """Raises BadValueError outside the bounds."""
        if facts.least is not None and number < facts.least:
            raise BadValueError(_("This must be at least %(least)d.") % {"least": facts.least})
        if facts.most is not None and number > facts.most:
            raise BadValueError(_("This must be at most %(most)d.") % {"most": facts.most})

    def show(self, value: Any, facts: Bounds) -> str:
        return f"{value} {facts.unit}".strip()


class Duration(Number):
    """A time span, given and stored as a whole number of the setting's unit; code gets a timedelta."""

    def read(self, raw: Any, facts: Bounds) -> dt.timedelta:  # type: ignore[override]
        return dt.timedelta(seconds=super().read(raw, facts) * UNITS[facts.unit])

    def parse(self, text: str, facts: Bounds) -> dt.timedelta:  # type: ignore[override]
        return dt.timedelta(seconds=super().read(Number.parse(WHOLE, text, UNBOUND), facts) * UNITS[facts.unit])

    def store(self, value: dt.timedelta, facts: Bounds) -> int:
        return round(value.total_seconds()) // UNITS[facts.unit]

    def show(self, value: dt.timedelta, facts: Bounds) -> str:
        number = self.store(value, facts)
        words = {
            "seconds": ngettext("%(n)d second", "%(n)d seconds", number),
            "minutes": ngettext("%(n)d minute", "%(n)d minutes", number),
            "hours": ngettext("%(n)d hour", "%(n)d hours", number),
            "days": ngettext("%(n)d day", "%(n)d days", number),
        }
        return words[facts.unit] % {"n": number}


class YesNo(Kind):
    """On or off."""

    def read(self, raw: Any, facts: Bounds) -> bool:
        if not isinstance(raw, bool):
            raise BadValueError(_("This must be true or false."))
        return raw

    def parse(self, text: str, facts: Bounds) -> bool:
        word = text.strip().lower()
        if word not in ("true", "false", "yes", "no", "on", "off", "1", "0", ""):
            raise BadValueError(_("This must be true or false."))
        return word in ("true", "yes", "on", "1")

    def show(self, value: Any, facts: Bounds) -> str:
        return _("On") if value else _("Off")


class Choice(Kind):
    """One of the offered values."""

    def read(self, raw: Any, facts: Bounds) -> str:
        if not isinstance(raw, str) or raw not in dict(facts.offered()):
            raise BadValueError(_("This is not one of the choices."))
        return raw

    def show(self, value: Any, facts: Bounds) -> str:
        return str(dict(facts.offered()).get(value, value))


class Networks(Kind):
    """A list of networks in CIDR notation (RFC 4632, RFC 4291); an address counts as a network of itself."""

    def read(self, raw: Any, facts: Bounds) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple):
            raise BadValueError(_("This must be a list."))
        if len(raw) > MOST_NETWORKS:
            raise BadValueError(_("These are more than %(most)d networks.") % {"most": MOST_NETWORKS})
        return tuple(dict.fromkeys(self.network(entry) for entry in raw))

    def parse(self, text: str, facts: Bounds) -> tuple[str, ...]:
        return self.read(re.split(r"[\s,;]+", text.strip()) if text.strip() else [], facts)

    def network(self, entry: Any) -> str:
        """The network as it is written. Raises BadValueError."""
        try:
            return str(ipaddress.ip_network(entry)) if isinstance(entry, str) else self.refuse(entry)
        except ValueError:
            return self.refuse(entry)

    def refuse(self, entry: Any) -> str:
        """Names the entry that is no network."""
        raise BadValueError(_("“%(entry)s” is not a network.") % {"entry": str(entry)[:60]})

    def store(self, value: Sequence[str], facts: Bounds) -> list[str]:
        return list(value)

    def show(self, value: Any, facts: Bounds) -> str:
        return ", ".join(value) or _("(empty)")


@dataclass(frozen=True)
class Unbound:
    """No bounds: where only the form of a number is looked at."""

    unit: str = ""
    least: int | None = None
    most: int | None = None
    optional: bool = False

    def offered(self) -> tuple[tuple[str, Any], ...]:
        """Nothing."""
        return ()


UNBOUND = Unbound()
WHOLE = Number("number")

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Text("text"),
        LongText("long_text"),
        Secret("secret"),
        Email("email"),
        WHOLE,
        Duration("duration"),
        YesNo("yes_no"),
        Choice("choice"),
        Networks("networks"),
    )
}
