"""A whole list as a file: streamed in chunks, in any format of `platform.formats`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from django.http import StreamingHttpResponse

from nucleus.kernel.actor import current_actor
from nucleus.platform.api.asking import Ask
from nucleus.platform.api.reading import all_of
from nucleus.platform.api.tables import Column, Plan, Table
from nucleus.platform.formats.catalogue import FORMATS, Format
from nucleus.platform.formats.heads import Head, dump, plain_json
from nucleus.platform.journal.notes import exported
from nucleus.platform.statements.rows import Row

T = TypeVar("T")


def heads_of(table: Table, columns: Sequence[Column]) -> list[Head]:
    """The heads of an export in the language of the moment: the public id first, as the API calls it."""
    heads = {table.key: Head(table.key, table.key)} if table.key else {}
    heads.update({column.key: Head(column.key, str(column.label)) for column in columns})
    return list(heads.values())


def _picked(chunks: Iterator[list[Row]], at: tuple[int, ...]) -> Iterator[list[Row]]:
    """The wanted values of each row."""
    if len(at) == 1:
        yield from ([(row[at[0]],) for row in rows] for rows in chunks)
        return
    pick = itemgetter(*at)
    yield from ([pick(row) for row in rows] for rows in chunks)


def file_answer(name: str, kind: Format, stream: Iterator[bytes]) -> StreamingHttpResponse:
    """The answer that hands a stream on as a file called `name`."""
    response = StreamingHttpResponse(stream, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind.extension}"'
    response["Cache-Control"] = "no-store"
    return response


def begun(chunks: Iterator[T]) -> Iterator[T]:
    """The same with the first chunk fetched: what refuses does so now, not in the middle of an answer of 200."""
    first = next(chunks, None)
    return chain([] if first is None else [first], chunks)


def export(
    table: Table, ask: Ask, where: Mapping[str, str], columns: Sequence[Column], kind: str
) -> StreamingHttpResponse:
    """The answer that streams every row the address asks for, as the actor in context. `kind` is a name in FORMATS."""
    plan = Plan(table, tuple(columns), (table.key,) if table.key else ())
    keyed = {**({table.key: plan.at[table.key]} if table.key else {}), **{c.key: plan.at[c.path] for c in columns}}
    chunks = exported(begun(all_of(table, ask, where, plan, current_actor())), kind)
    found = FORMATS[kind]
    return file_answer(table.name, found, found.stream(heads_of(table, columns), _picked(chunks, (*keyed.values(),))))


__all__ = ["dump", "export", "file_answer", "heads_of", "plain_json"]
