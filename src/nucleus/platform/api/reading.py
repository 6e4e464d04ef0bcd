"""Reading rows of a table: one query for a page of a list, limited by offset (pages) or by a cursor (API, exports)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, Tier, acting, current_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import Ask, filter_value
from nucleus.platform.api.tables import Plan, Table
from nucleus.platform.statements.rows import Row, count_some, fetched

COUNT_UP_TO = 1000  # beyond it a list says "1,000+"
COUNT_WIDE = 200  # the same for who looks down on the whole tree or a large part of it
FOUND_WIDE = 200  # rows that a search through the index hands to such a list
CHUNK = 1000  # rows of an export that are fetched at once


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of a list. `last` is sort value and tie of the last row, `total` None where nobody counted."""

    rows: list[Row]
    last: tuple[Any, Any] = (None, None)
    more: bool = False
    total: int | None = None
    counted_to: int = COUNT_UP_TO

    @property
    def is_counted(self) -> bool:
        """Whether the total is exact."""
        return self.total is not None and (self.total <= COUNT_UP_TO or bool(self.rows and not self.more))


def narrowed(table: Table, ask: Ask, where: Mapping[str, str]) -> QuerySet[Any]:
    """The rows that the address asks for, without an order. `where` are the parts of the address."""
    arguments: dict[str, Any] = dict(where)
    found = Q()
    for wanted in table.filters:
        values = [filter_value(wanted, v) for v in ask.filters.get(wanted.name, ())]
        if wanted.argument:
            arguments[wanted.name] = (
                values[-1] if values else filter_value(wanted, wanted.default) if wanted.default else None
            )
        elif values:  # several of one filter: any of them; a path with its own lookup takes no `in`
            found &= reduce(or_, (Q(**{wanted.path: value}) for value in values))
    queryset = table.rows(**arguments)
    if found:
        queryset = queryset.filter(found)
    if table.index and ask.search and is_wide():
        find: Callable[[str, str, int], list[int]] | None = registry.providers.get("search_keys")
        if find is not None:
            return queryset.filter(pk__in=find(table.index, ask.search, FOUND_WIDE))
    for word in ask.search.split()[:5]:
        either = Q()
        for path in table.search:
            either |= Q(**{f"{path}__icontains": word})
        queryset = queryset.filter(either)
    return queryset


def _order(table: Table, ask: Ask) -> tuple[str, bool]:
    """The ORM path of the sort and whether it falls."""
    return table.sorts[ask.sort.removeprefix("-")], ask.sort.startswith("-")


def _may_be_null(queryset: QuerySet[Any], path: str) -> bool:
    try:
        field = queryset.model._meta.get_field(path)
    except FieldDoesNotExist:
        return True  # a joined path or an annotation
    return bool(getattr(field, "null", True))


def _ordering(queryset: QuerySet[Any], table: Table, ask: Ask) -> tuple[Any, str]:
    """The order asked for, with a last unique key; what is not known stands at the end."""
    path, falls = _order(table, ask)
    if _may_be_null(queryset, path):
        return F(path).desc(nulls_last=True) if falls else F(path).asc(nulls_last=True), table.tie
    return ("-" if falls else "") + path, table.tie


def behind(queryset: QuerySet[Any], table: Table, ask: Ask) -> QuerySet[Any]:
    """Only what stands behind the cursor. Raises Invalid when the cursor belongs to another order."""
    if ask.cursor is None:
        return queryset
    sort, value, tie = ask.cursor
    if sort != ask.sort:
        raise Invalid({"cursor": [_("This is not a cursor of this list.")]})
    path, falls = _order(table, ask)
    same = Q(**{f"{table.tie}__gt": tie})
    try:
        if value is None:
            return queryset.filter(same, **{f"{path}__isnull": True})
        past = Q(**{f"{path}__{'lt' if falls else 'gt'}": value}) | Q(same, **{path: value})
        if _may_be_null(queryset, path):
            past |= Q(**{f"{path}__isnull": True})
        return queryset.filter(past)
    except (ValueError, TypeError, ValidationError):
        raise Invalid({"cursor": [_("This is not a cursor of this list.")]}) from None


def page_of(table: Table, ask: Ask, where: Mapping[str, str], plan: Plan) -> Rows:
    """One page by number, and how many rows there are up to the limit of counting: two queries, or one where the page
    is the last one and tells by itself.
    """
    queryset = narrowed(table, ask, where)
    start = (ask.page - 1) * ask.limit
    rows = fetched(queryset, plan.paths, _ordering(queryset, table, ask), start, start + ask.limit + 1)
    if len(rows) <= ask.limit and (rows or not start):
        return Rows(rows, total=start + len(rows))
    limit = COUNT_WIDE if is_wide() else COUNT_UP_TO
    total = count_some(queryset, table.tie, limit)
    return Rows(rows[: ask.limit], more=len(rows) > ask.limit, total=total, counted_to=limit)


def is_wide() -> bool:
    """Whether the actor looks down on so much that work must not grow with it: company, distributors, superadmin."""
    place = current_actor().place
    return place is None or place.tier in (Tier.COMPANY, Tier.DISTRIBUTOR)


def part_of(table: Table, ask: Ask, where: Mapping[str, str], plan: Plan, *, as_text: bool = False) -> Rows:
    """The rows behind the cursor, up to the limit: one query. `as_text`: moments may come as JSON shows them."""
    path, _falls = _order(table, ask)
    paths = tuple(dict.fromkeys((*plan.paths, path, table.tie)))
    queryset = behind(narrowed(table, ask, where), table, ask)
    try:
        rows = fetched(queryset, paths, _ordering(queryset, table, ask), 0, ask.limit + 1, as_text=as_text)
    except (OverflowError, ValueError):  # a cursor with a number that no column holds
        raise Invalid({"cursor": [_("This is not a cursor of this list.")]}) from None
    more = len(rows) > ask.limit
    del rows[ask.limit :]
    last = (rows[-1][paths.index(path)], rows[-1][paths.index(table.tie)]) if rows else (None, None)
    return Rows(rows, last, more)


def one_of(table: Table, where: Mapping[str, str], plan: Plan, public_id: str) -> Row:
    """The row with the public id. Raises NotVisible where it is absent or out of sight."""
    arguments: dict[str, Any] = dict(where)
    for wanted in table.filters:
        if wanted.argument:
            arguments[wanted.name] = filter_value(wanted, wanted.default) if wanted.default else None
    if not public_id.isprintable() or len(public_id) > 120:
        raise NotVisible
    row = table.rows(**arguments).filter(**{table.key: public_id}).values_list(*plan.paths).first()
    if row is None:
        raise NotVisible
    return tuple(row)


def all_of(table: Table, ask: Ask, where: Mapping[str, str], plan: Plan, actor: Actor) -> Iterator[list[Row]]:
    """Every row in chunks, for a stream: the actor is set while a chunk is fetched, never while it is handed over."""
    ask = replace(ask, limit=CHUNK, cursor=None, page=1)
    while True:
        with acting(actor):
            part = part_of(table, ask, where, plan)
        yield part.rows
        if not part.more:
            return
        ask = replace(ask, cursor=(ask.sort, *part.last))
