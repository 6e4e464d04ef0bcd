"""A whole list as a file: streamed in chunks, as CSV that no spreadsheet runs, or as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson
from django.http import StreamingHttpResponse

from nucleus.kernel.actor import current_actor
from nucleus.kernel.text import safe_cell
from nucleus.platform.api.asking import Ask
from nucleus.platform.api.reading import Row, all_of
from nucleus.platform.api.tables import Column, Plan, Table

JSON_OPTIONS = orjson.OPT_UTC_Z
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def plain_json(value: Any) -> Any:
    """What orjson does not know by itself: decimals as text, so that nothing is rounded; lazy texts as texts."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    return str(value)


def dump(value: Any) -> bytes:
    """JSON bytes."""
    return orjson.dumps(value, default=plain_json, option=JSON_OPTIONS)


def cell(value: Any) -> str:
    """A value in a CSV file: neutral number and date forms, text that a spreadsheet never runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float | dt.date):
        return str(value)
    if isinstance(value, list | dict):
        return safe_cell(orjson.dumps(value, default=plain_json).decode())
    return safe_cell(str(value))


def csv_lines(heads: Sequence[str], rows: Iterable[Row], at: Sequence[int]) -> str:
    """Lines of a CSV file (RFC 4180); without heads when they are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if heads:
        writer.writerow([safe_cell(h) for h in heads])
    writer.writerows([cell(row[i]) for i in at] for row in rows)
    return out.getvalue()


def _as_csv(heads: Sequence[str], chunks: Iterable[list[Row]], at: Sequence[int]) -> Iterator[bytes]:
    yield ("\ufeff" + csv_lines(heads, [], at)).encode()
    for rows in chunks:
        yield csv_lines((), rows, at).encode()


def _as_json(keys: Sequence[str], chunks: Iterable[list[Row]], at: Sequence[int]) -> Iterator[bytes]:
    yield b"["
    comma = b""
    for rows in chunks:
        if rows:
            yield comma + dump([{k: row[i] for k, i in zip(keys, at, strict=True)} for row in rows])[1:-1]
            comma = b",\n"
    yield b"]\n"


def export(
    table: Table, ask: Ask, where: Mapping[str, str], columns: Sequence[Column], kind: str
) -> StreamingHttpResponse:
    """The answer that streams every row the address asks for, as the actor in context. `kind` is csv or json."""
    plan = Plan(table, tuple(columns), (table.key,) if table.key else ())
    keyed = {**({table.key: plan.at[table.key]} if table.key else {}), **{c.key: plan.at[c.path] for c in columns}}
    chunks = all_of(table, ask, where, plan, current_actor())
    if kind == "csv":
        heads = [str(c.label) if c else k for k in keyed for c in [next((c for c in columns if c.key == k), None)]]
        stream = _as_csv(heads, chunks, tuple(keyed.values()))
    else:
        stream = _as_json(tuple(keyed), chunks, tuple(keyed.values()))
    response = StreamingHttpResponse(stream, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
