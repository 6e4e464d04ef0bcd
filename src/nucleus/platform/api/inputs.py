"""Strict input classes: one per command, for the page's form, the API body and the message line alike.

An input class is a DRF serializer on the base `Input`. It takes what is declared and nothing else: unknown names are
refused with their path, text fields take text, whole numbers whole numbers, null only where it is declared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.kernel.errors import Invalid

BIGGEST = 2**63 - 1  # what a database column holds
LONGEST = 10_000  # characters of a text that states no limit of its own
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

UNKNOWN = _("This field is not known here.")
NOT_TEXT = _("This must be a text.")
NOT_WHOLE = _("This must be a whole number.")
NOT_YES_NO = _("This must be true or false.")
NOT_NUMBER = _("This must be a number.")
NOT_LIST = _("This must be a list.")
NOT_OBJECT = _("This must be an object with named fields.")
BAD_CHARACTER = _("This contains characters that cannot be used here.")
TOO_BIG = _("This number is too large.")
TOO_LONG = _("This is longer than %(limit)d characters.")


class LongText(serializers.CharField):
    """A text of several lines; a plain CharField is one line."""


class TenantReference(serializers.Field[Any, Any, Any, Any]):
    """A thing named by its public id: the id comes in, the object goes out.

    Looked up when the input is cleaned, as the actor of that moment; what is out of sight "does not exist". `among`
    narrows it further, and is what a form page offers for choice (by `str(object)`).
    """

    default_error_messages = {"absent": _("This does not exist.")}

    def __init__(self, model: type[Model], *, among: Callable[[], QuerySet[Any]] | None = None, **options: Any) -> None:
        self.model = model
        self.among = among
        super().__init__(**options)

    def rows(self) -> QuerySet[Any]:
        """What may be named, as the actor in context sees it."""
        return self.among() if self.among else self.model._default_manager.all()

    def to_internal_value(self, data: Any) -> Any:
        """The object. Raises ValidationError where there is none in sight."""
        found = self.rows().filter(public_id=data).first() if len(data) <= 24 else None
        if found is None:
            self.fail("absent")
        return found

    def to_representation(self, value: Any) -> str:
        """The public id."""
        return str(value.public_id)


class Input(serializers.Serializer[Any]):
    """Base of all input classes."""

    @classmethod
    def clean_input(cls, data: Mapping[str, Any], *, partial: bool = False) -> dict[str, Any]:
        """Validates raw data into keyword arguments.

        `partial` lets required fields be absent (a change of some fields; absent and null stay different things).
        Raises Invalid with dotted paths such as `lines.3.quantity`; the empty path is about the whole.
        """
        taken = cls(data=data, partial=partial)
        if not taken.is_valid():
            raise Invalid(flat_errors(taken.errors))
        return dict(taken.validated_data)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """DRF's validation after the strict look at the raw values."""
        if data is not serializers.empty and data is not None:
            if not isinstance(data, Mapping):
                raise serializers.ValidationError({"": [NOT_OBJECT]})
            wrong = dict(self._wrong(data))
            if wrong:
                raise serializers.ValidationError({**self._rest(data, wrong), **wrong})
        return super().run_validation(data)

    def _wrong(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        writable = {f.field_name: f for f in self._writable_fields}
        for name, value in data.items():
            field = writable.get(str(name)[:200])
            if field is None:
                yield str(name)[:200], [UNKNOWN]
            elif value is not None and (message := strict(field, value)):
                yield str(name), message if isinstance(message, dict) else [message]

    def _rest(self, data: Mapping[str, Any], wrong: Mapping[str, Any]) -> dict[str, Any]:
        """What DRF says of the other fields, so that one answer names everything."""
        try:
            super().run_validation({k: v for k, v in data.items() if k not in wrong})
        except serializers.ValidationError as error:
            said = error.detail if isinstance(error.detail, dict) else {}
            return {k: v for k, v in said.items() if k not in wrong}
        return {}


def strict(field: serializers.Field[Any, Any, Any, Any], value: Any) -> Any:
    """What is wrong with the raw type of a value that DRF would take or bend; nothing where it is right."""
    for kinds, judge in _JUDGES:
        if isinstance(field, kinds):
            return judge(field, value)
    return None


def _text(field: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return NOT_TEXT
    pattern = CONTROL_BUT_LINES if isinstance(field, LongText) else CONTROL
    if pattern.search(value):
        return BAD_CHARACTER
    most = getattr(field, "max_length", None) or LONGEST
    return TOO_LONG % {"limit": most} if len(value) > most else None  # blanks around it count, as the document says


def _whole(field: Any, value: Any) -> Any:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not value.is_integer())
    ):
        return NOT_WHOLE
    return None if abs(value) <= BIGGEST else TOO_BIG


def _number(field: Any, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return NOT_NUMBER
    return None


def _yes_no(field: Any, value: Any) -> Any:
    return None if isinstance(value, bool) else NOT_YES_NO


def _list(field: Any, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return NOT_LIST
    child = getattr(field, "child", None)
    if child is None or isinstance(child, serializers.Serializer):
        return None
    return {at: [said] for at, item in enumerate(value) if item is not None and (said := strict(child, item))}


def _choice(field: Any, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return NOT_TEXT
    return None if isinstance(value, int) else _text(field, value)


_JUDGES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    ((serializers.MultipleChoiceField,), _list),
    ((serializers.ChoiceField,), _choice),
    ((serializers.CharField, TenantReference, serializers.UUIDField), _text),
    ((serializers.DateField, serializers.DateTimeField, serializers.TimeField), _text),
    ((serializers.IntegerField,), _whole),
    ((serializers.DecimalField, serializers.FloatField), _number),
    ((serializers.BooleanField,), _yes_no),
    ((serializers.ListField, serializers.ListSerializer), _list),
)


def flat_errors(errors: Any, at: str = "") -> dict[str, list[str]]:
    """DRF's nested errors as dotted paths: `{"lines": [{}, {"quantity": [...]}]}` is `lines.1.quantity`."""
    found: dict[str, list[str]] = {}
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            here = at if name in ("non_field_errors", "") else f"{at}.{name}" if at else str(name)
            found.update(flat_errors(inner, here))
    elif isinstance(errors, Sequence) and not isinstance(errors, str):
        plain = [str(e) for e in errors if not isinstance(e, Mapping | list)]
        if plain:
            found[at] = plain
        for index, inner in enumerate(errors):
            if isinstance(inner, Mapping | list):
                found.update(flat_errors(inner, f"{at}.{index}" if at else str(index)))
    else:
        found[at] = [str(errors)]
    return found


class NoInput(Input):
    """Nothing: the order, and the thing that the address names, say all."""


def list_of(of: type[Input], *, most: int, least: int = 0, **options: Any) -> Any:
    """A field that holds between `least` and `most` objects of the input class (order lines, tiers)."""
    bounds: dict[str, Any] = {"max_length": most, "min_length": least or None, "allow_empty": least == 0}
    return of(many=True, **bounds, **options)
