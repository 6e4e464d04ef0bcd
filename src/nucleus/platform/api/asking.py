"""What an address asks of a table: filters, search, sort and place in the list, checked and named when unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid
from nucleus.platform.api.inputs import CONTROL
from nucleus.platform.api.tables import Filter, Table
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.statements.cursors import Cursor, read_cursor

LONGEST_VALUE = 200
MOST_VALUES = 20  # of one filter
DEEPEST_PAGE = 200  # further pages are reached by filters or the API's cursor
LARGEST_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Ask:
    """A checked question. `filters` maps a filter's name to its values as they were written."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    page: int = 1
    limit: int = 50
    cursor: Cursor | None = None
    fields: tuple[str, ...] = ()
    format: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a search leaves rows out."""
        return bool(self.search or self.filters)


def read_ask(table: Table, params: QueryDict, taken: Iterable[str]) -> Ask:
    """Reads the query string. `taken` names which of the reserved parameters this door knows.

    Raises Invalid that names every parameter it cannot take.
    """
    filters = {f.name: f for f in table.filters}
    known = set(taken)
    wrong: dict[str, list[str]] = {}
    values: dict[str, Any] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, given in params.lists():
        try:
            if name in filters:
                if kept := tuple(v for v in _texts(given) if v != ""):
                    for value in kept:
                        filter_value(filters[name], value)
                    chosen[name] = kept
            elif name in known:
                values.update(_READERS[name](table, _texts(given)[-1]))
            else:
                wrong[name[:LONGEST_VALUE]] = [_("This parameter is not known here.")]
        except ValueError as error:
            wrong[name] = [str(error)]
    if wrong:
        raise Invalid(wrong)
    return Ask(filters=chosen, **{"sort": table.sort, "limit": table.size, **values})


def _texts(given: list[str]) -> list[str]:
    if len(given) > MOST_VALUES:
        raise ValueError(_("At most %(count)d values.") % {"count": MOST_VALUES})
    for value in given:
        if len(value) > 4 * LONGEST_VALUE or CONTROL.search(value):
            raise ValueError(_("This value cannot be used."))
    return given


def filter_value(wanted: Filter, text: str) -> Any:
    """The value of a filter from the address. Raises ValueError with a sentence."""
    if wanted.kind == "choice":
        if text not in dict(wanted.options()):
            raise ValueError(_("“%(value)s” is not one of the choices.") % {"value": text[:40]})
        return text
    if wanted.kind == "yes_no":
        if text not in ("yes", "no"):
            raise ValueError(_("Say yes or no."))
        return text == "yes"
    if wanted.kind == "day":
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(_("Write a date as 2026-11-30.")) from None
    if wanted.kind == "number":
        if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 18:
            raise ValueError(_("Write a whole number."))
        return int(text)
    return text[:LONGEST_VALUE]


def _search(table: Table, text: str) -> dict[str, Any]:
    if len(text) > LONGEST_VALUE:
        raise ValueError(_("At most %(count)d characters.") % {"count": LONGEST_VALUE})
    return {"search": text.strip()}


def _sort(table: Table, text: str) -> dict[str, Any]:
    if text.removeprefix("-") not in table.sorts:
        raise ValueError(_("The list cannot be sorted by this."))
    return {"sort": text}


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or not least <= int(text) <= most:
        raise ValueError(_("Write a whole number from %(least)d to %(most)d.") % {"least": least, "most": most})
    return int(text)


def _fields(table: Table, text: str) -> dict[str, Any]:
    known = {c.key for c in table.api_columns(detail=True)}
    names = tuple(dict.fromkeys(n for n in text.split(",") if n))
    unknown = [n for n in names if n not in known]
    if unknown:
        raise ValueError(_("There is no field “%(name)s”.") % {"name": unknown[0][:40]})
    return {"fields": names}


def _format(table: Table, text: str) -> dict[str, Any]:
    if text not in FORMATS:
        raise ValueError(_("The formats are %(names)s.") % {"names": ", ".join(FORMATS)})
    return {"format": text}


def _cursor(table: Table, text: str) -> dict[str, Any]:
    try:
        return {"cursor": read_cursor(text)}
    except ValueError:
        raise ValueError(_("This is not a cursor of this list.")) from None


_READERS: Mapping[str, Any] = {
    "q": _search,
    "sort": _sort,
    "page": lambda table, text: {"page": _whole(text, 1, DEEPEST_PAGE)},
    "limit": lambda table, text: {"limit": _whole(text, 1, LARGEST_LIMIT)},
    "cursor": _cursor,
    "fields": _fields,
    "format": _format,
    "export": _format,
}
