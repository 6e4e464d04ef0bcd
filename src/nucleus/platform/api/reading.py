"""Reading rows of a table: one query for a page of a list, limited by offset (pages) or by a cursor (API, exports)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, Tier, acting, current_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import Ask, filter_value
from nucleus.platform.api.tables import Plan, Table
from nucleus.platform.journal.notes import counted, read_one
from nucleus.platform.statements.cursors import Cursor, Order, may_be_null
from nucleus.platform.statements.rows import Row, count_some, fetched

COUNT_UP_TO = 1000  # beyond it a list says "1,000+"
COUNT_WIDE = 200  # the same for who looks down on the whole tree or a large part of it
FOUND_WIDE = 200  # rows that a search through the index hands to such a list
CHUNK = 1000  # rows of an export that are fetched at once


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of a list. `next` and `previous` lead to the parts around it, `total` is None where nobody counted."""

    rows: list[Row]
    next: Cursor | None = None
    previous: Cursor | None = None
    more: bool = False
    total: int | None = None
    counted_to: int = COUNT_UP_TO

    def __post_init__(self) -> None:
        counted(len(self.rows))

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


def _order(queryset: QuerySet[Any], table: Table, ask: Ask) -> Order:
    """The order asked for."""
    path = table.sorts[ask.sort.removeprefix("-")]
    return Order(path, ask.sort.startswith("-"), table.tie, may_be_null(queryset, path))


def page_of(table: Table, ask: Ask, where: Mapping[str, str], plan: Plan) -> Rows:
    """One page by number, and how many rows there are up to the limit of counting: two queries, or one where the page
    is the last one and tells by itself.
    """
    queryset = narrowed(table, ask, where)
    start = (ask.page - 1) * ask.limit
    rows = fetched(queryset, plan.paths, _order(queryset, table, ask).terms(), start, start + ask.limit + 1)
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
    """The rows behind the cursor (or before it), up to the limit: one query. `as_text`: moments may come as JSON shows
    them. Raises Invalid when the cursor belongs to another order.
    """
    queryset, cursor = narrowed(table, ask, where), ask.cursor
    order, back = _order(queryset, table, ask), cursor is not None and cursor.back
    paths = tuple(dict.fromkeys((*plan.paths, order.path, order.tie)))
    try:
        if cursor is not None:
            if cursor.sort != ask.sort:
                raise ValueError(cursor.sort)  # noqa: TRY301 - the same answer as for every other strange cursor
            queryset = queryset.filter(order.beyond(cursor))
        rows = fetched(queryset, paths, order.terms(back=back), 0, ask.limit + 1, as_text=as_text)
    except (OverflowError, ValueError, TypeError, ValidationError):  # a value or a number that no column holds
        raise Invalid({"cursor": [_("This is not a cursor of this list.")]}) from None
    more = len(rows) > ask.limit
    del rows[ask.limit :]
    if back:
        rows.reverse()

    def at(row: Row, *, back: bool) -> Cursor:
        return Cursor(ask.sort, row[paths.index(order.path)], row[paths.index(order.tie)], back)

    if not rows:  # what was there has gone: the way back starts where the caller stood
        turned = cursor.turned() if cursor else None
        return Rows(rows, turned if back else None, None if back else turned)
    following = at(rows[-1], back=False) if more or back else None
    return Rows(rows, following, at(rows[0], back=True) if (more if back else cursor) else None)


def one_of(table: Table, where: Mapping[str, str], plan: Plan, public_id: str) -> Row:
    """The row with the public id. Raises NotVisible where it is absent or out of sight."""
    arguments: dict[str, Any] = dict(where)
    for wanted in table.filters:
        if wanted.argument:
            arguments[wanted.name] = filter_value(wanted, wanted.default) if wanted.default else None
    if not public_id.isprintable() or len(public_id) > 120:
        raise NotVisible
    row = read_one(table.rows(**arguments).filter(**{table.key: public_id}), plan.paths, table.discloses)
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
        if part.next is None:
            return
        ask = replace(ask, cursor=part.next)
