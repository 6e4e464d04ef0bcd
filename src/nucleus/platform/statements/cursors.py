"""Places in an ordered list: which rows stand behind one, or before it, whatever came or went in the meantime."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q, QuerySet

WAYS = {"": (False, False), "b": (True, False), "f+": (False, True), "b+": (True, True)}
"""How a cursor's last part is written: whether it looks back, and whether the row it names belongs to the answer."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place: the sort, and the sort value and tie of the row it stands at. `back` asks for the rows before it,
    `with_it` for that row too.
    """

    sort: str
    value: Any
    tie: Any
    back: bool = False
    with_it: bool = False

    def text(self) -> str:
        """As callers carry it: opaque."""
        way = next(name for name, ways in WAYS.items() if ways == (self.back, self.with_it))
        parts = [self.sort, self.value, self.tie, *([way] if way else [])]
        return base64.urlsafe_b64encode(orjson.dumps(parts, default=str)).decode().rstrip("=")

    def turned(self) -> Cursor:
        """The other way from the same place, with what stands there: nothing lies between the two."""
        return replace(self, back=not self.back, with_it=not self.with_it)


def read_cursor(text: str) -> Cursor:
    """The place of a cursor. Raises ValueError for what was not made here."""
    try:
        found = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        found = None
    if not isinstance(found, list) or len(found) not in (3, 4) or any(isinstance(v, list | dict) for v in found):
        raise ValueError("not a cursor")
    sort, value, tie, way = found if len(found) == 4 else (*found, "")
    if not isinstance(sort, str) or way not in WAYS:
        raise ValueError("not a cursor")
    return Cursor(sort, value, tie, *WAYS[way])


@dataclass(frozen=True, slots=True)
class Order:
    """By the ORM path `path`, falling or rising, then by the unique path `tie`, always rising; what is not known stands
    at the end. `nullable`: the path may hold nothing.
    """

    path: str
    falls: bool
    tie: str
    nullable: bool

    def terms(self, *, back: bool = False) -> tuple[Any, str]:
        """What to sort by; `back` from the end to the beginning."""
        tie = f"-{self.tie}" if back else self.tie
        falls = self.falls is not back
        if not self.nullable:
            return ("-" if falls else "") + self.path, tie
        nulls: dict[str, Any] = {"nulls_first": True} if back else {"nulls_last": True}
        return F(self.path).desc(**nulls) if falls else F(self.path).asc(**nulls), tie

    def beyond(self, cursor: Cursor) -> Q:
        """The rows on the cursor's side of its place.

        The bound on the path stands apart from the tie, so that an index is entered at the place instead of being read
        up to it.
        """
        tie = Q(**{f"{self.tie}__{'lt' if cursor.back else 'gt'}{'e' if cursor.with_it else ''}": cursor.tie})
        unknown = Q(**{f"{self.path}__isnull": True})
        if cursor.value is None:
            return (unknown & tie) | ~unknown if cursor.back else unknown & tie
        past = "lt" if self.falls is not cursor.back else "gt"
        found = Q(**{f"{self.path}__{past}e": cursor.value}) & (Q(**{f"{self.path}__{past}": cursor.value}) | tie)
        return found | unknown if self.nullable and not cursor.back else found


def may_be_null(queryset: QuerySet[Any], path: str) -> bool:
    """Whether the path may hold nothing; a joined path or an annotation may."""
    try:
        field = queryset.model._meta.get_field(path)
    except FieldDoesNotExist:
        return True
    return bool(getattr(field, "null", True))
