"""One control of a form as the partials under `components/fields/` draw it.

Names are the dotted names of the input class (`lines.0.quantity`); errors are texts for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "text",
    "textarea",
    "number",
    "select",
    "checkbox",
    "switch",
    "radio_cards",
    "date",
    "file_drop",
    "code_box",
    "hidden",
]


class Choice(NamedTuple):
    """One answer of a select or of radio cards."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """What a control shows. `type` is the HTML type of a text field (email, password, search, url, tel)."""

    kind: Kind
    name: str
    label: str
    value: str = ""
    help: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    type: str = "text"
    autocomplete: str = ""
    placeholder: str = ""
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    rows: int = 4
    accept: str = ""
    multiple: bool = False
    disabled: bool = False
    focus: bool = False
    span: bool = False
    large: bool = False

    @property
    def id(self) -> str:
        """The id of the control: the name without dots."""
        return "f-" + self.name.replace(".", "-").replace("_", "-")

    @property
    def template(self) -> str:
        """The partial that draws this kind."""
        return f"components/fields/{self.kind}.html"

    @property
    def described_by(self) -> str:
        """Ids of help and error, for `aria-describedby`."""
        parts = ([f"{self.id}-help"] if self.help else []) + ([f"{self.id}-error"] if self.errors else [])
        return " ".join(parts)

    @property
    def is_on(self) -> bool:
        """Whether a checkbox or switch is set."""
        return self.value.lower() in {"1", "true", "on", "yes"}
