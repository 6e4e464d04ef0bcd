"""From an input class to the controls of a form, and from what a form sends back to raw values for the input class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from nucleus.platform.api.inputs import Input, LongText, TenantReference
from nucleus.platform.ui.fields import Choice, Field, Kind
from nucleus.platform.ui.rows import DASH

MOST_CHOICES = 200  # of a reference in a select
YES = frozenset({"true", "on", "1", "yes"})

KINDS: tuple[tuple[Any, Kind], ...] = (
    (serializers.MultipleChoiceField, "select"),
    (TenantReference, "select"),
    (serializers.ChoiceField, "select"),
    (serializers.FileField, "file_drop"),
    (LongText, "textarea"),
    (serializers.BooleanField, "checkbox"),
    (serializers.IntegerField, "number"),
    (serializers.DecimalField, "number"),
    (serializers.FloatField, "number"),
    (serializers.DateField, "date"),
    (serializers.ListField, "textarea"),
)
TYPES: tuple[tuple[Any, str], ...] = ((serializers.EmailField, "email"), (serializers.URLField, "url"))


def controls_of(
    input_class: Any, values: Mapping[str, Any] | None = None, errors: Mapping[str, Sequence[str]] | None = None
) -> list[Field]:
    """The controls of an input class with values to show and errors beside them.

    A field's `style` may hold any attribute of a control by its name (kind, type, autocomplete, unit, span, choices).
    Lists of objects have no control: such a command needs a page of its own.
    """
    found = []
    for name, field in input_class().fields.items():
        if field.read_only or isinstance(field, serializers.BaseSerializer):
            continue
        said = tuple(
            str(m) for path, more in (errors or {}).items() if path == name or path.startswith(f"{name}.") for m in more
        )
        found.append(_control(name, field, _shown(field, (values or {}), name), said))
    return found


def _control(name: str, field: Any, value: str, errors: tuple[str, ...]) -> Field:
    kind: Kind = next((kind for cls, kind in KINDS if isinstance(field, cls)), "text")
    options: dict[str, Any] = {
        "choices": _choices(field),
        "type": next((t for cls, t in TYPES if isinstance(field, cls)), "text"),
    }
    if isinstance(field, serializers.IntegerField | serializers.DecimalField | serializers.FloatField):
        options["minimum"] = "" if field.min_value is None else str(field.min_value)
        options["maximum"] = "" if field.max_value is None else str(field.max_value)
        options["step"] = "1" if isinstance(field, serializers.IntegerField) else "any"
    elif kind == "text":
        options["maximum"] = str(getattr(field, "max_length", None) or "")
    if isinstance(field, serializers.MultipleChoiceField):
        options["multiple"] = True
    known = {k: v for k, v in field.style.items() if k in Field.__dataclass_fields__}
    required = field.required and kind not in ("checkbox", "switch")
    return Field(
        **{
            "kind": kind,
            "name": name,
            "label": str(field.label or name.replace("_", " ").capitalize()),
            "value": value,
            "help": str(field.help_text or ""),
            "errors": errors,
            "required": required,
            **options,
            **known,
        }
    )


def _choices(field: Any) -> tuple[Choice, ...]:
    if isinstance(field, TenantReference):
        pairs = [(row.public_id, str(row)) for row in field.rows()[:MOST_CHOICES]]
    elif isinstance(field, serializers.ChoiceField):
        pairs = [(str(value), str(label)) for value, label in field.choices.items()]
    else:
        return ()
    none = [] if field.required and len(pairs) == 1 else [Choice("", DASH)]
    return (
        *(none if not isinstance(field, serializers.MultipleChoiceField) else ()),
        *(Choice(v, label) for v, label in pairs),
    )


def _shown(field: Any, values: Mapping[str, Any], name: str) -> str:
    """What stands in the control: what was typed, the row's value, or the default."""
    if isinstance(values, QueryDict):
        return values.get(name) or ""
    value = values.get(name, None if field.default is serializers.empty or callable(field.default) else field.default)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "\n".join(str(v) for v in value)
    return str(getattr(value, "public_id", None) or value)


def typed_values(input_class: type[Input] | Any, given: QueryDict) -> dict[str, Any]:
    """Raw values of the right types out of a form. What cannot be turned stays text, so the input class names it.

    An empty control means absent; where nothing may be said, null; a text that may be blank is emptied. Names that
    the class does not know go through too: it refuses them.
    """
    fields = input_class().fields
    found: dict[str, Any] = {}
    for name, field in fields.items():
        if field.read_only or isinstance(field, serializers.BaseSerializer):
            continue
        if isinstance(field, serializers.BooleanField):
            found[name] = (given.get(name) or "").lower() in YES
        elif isinstance(field, serializers.MultipleChoiceField):
            found[name] = [v for v in given.getlist(name) if v]
        elif name in given:
            _put(found, name, field, str(given[name]))
    unknown = {
        n: given[n] for n in given if n not in fields and n not in ("csrfmiddlewaretoken", "form_key", "read_revision")
    }
    return {**found, **unknown}


def _put(found: dict[str, Any], name: str, field: Any, text: str) -> None:
    text = text.replace("\r\n", "\n")
    if text.strip() == "":
        if getattr(field, "allow_blank", False):
            found[name] = ""
        elif field.allow_null:
            found[name] = None
        return
    found[name] = _value(field, text)


def _value(field: Any, text: str) -> Any:
    if isinstance(field, serializers.IntegerField):
        plain = text.strip().replace("\u00a0", "").replace("\u202f", "")
        return int(plain) if plain.lstrip("+-").isascii() and plain.lstrip("+-").isdigit() and len(plain) < 20 else text
    if isinstance(field, serializers.DecimalField | serializers.FloatField):
        return text.strip().replace("\u00a0", "").replace(",", ".") if "." not in text else text.strip()
    if isinstance(field, serializers.ListField):
        return [line.strip() for line in text.split("\n") if line.strip()]
    return text
