"""The rows of a queryset as tuples, a slice at a time, and a bounded count."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import DateTimeField, Func, QuerySet, TextField

Row = tuple[Any, ...]


class MomentText(Func):
    """A stored moment as the text that JSON answers show: `2026-11-22T04:30:00.123456Z`.

    SQLite keeps moments as text in UTC with a blank in the middle. Reading them as moments and writing them as text
    again costs more than all other cells of a row together.
    """

    template = "REPLACE(%(expressions)s, ' ', 'T') || 'Z'"
    output_field = TextField()

    @property
    def identity(self) -> tuple[Any, ...]:
        """What equal ones have in common. Django's own reads the signature of the class for every statement anew."""
        column: Any = self.source_expressions[0]
        return type(self), column.alias, column.target


def fetched(
    queryset: QuerySet[Any],
    paths: tuple[str, ...],
    order: tuple[Any, ...],
    start: int,
    stop: int,
    *,
    as_text: bool = False,
) -> list[Row]:
    """The rows from `start` up to `stop` with the values of the paths.

    What `order_by(...).values_list(...)[start:stop]` does, with one copy of the query instead of four. `as_text` allows
    moments to come as the text of a JSON answer, where the database can write it itself.
    """
    query = queryset.query.chain()
    query.clear_ordering(force=True, clear_default=False)
    query.add_ordering(*order)
    query.set_values(paths)
    query.set_limits(start, stop)
    if as_text and query.group_by is None and connections[queryset.db].vendor == "sqlite":
        query.select = tuple(
            MomentText(column) if isinstance(column.output_field, DateTimeField) else column for column in query.select
        )
    return list(query.get_compiler(queryset.db).results_iter(tuple_expected=True))


def count_some(queryset: QuerySet[Any], tie: str, limit: int) -> int:
    """How many rows there are, at most one more than the limit of counting.

    Wrapped by hand: Django's own `count()` of a sliced queryset costs as much CPU as the rows of the page.
    """
    try:
        query = queryset.query.chain()
        query.clear_ordering(force=True, clear_default=True)
        query.set_values((tie,))
        query.set_limits(0, limit + 1)
        statement, values = query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({statement}) counted", values)  # noqa: S608 - Django compiled the inner statement
        return int(cursor.fetchone()[0])
