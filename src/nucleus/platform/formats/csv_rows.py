"""CSV (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read it right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from nucleus.kernel.text import safe_cell
from nucleus.platform.formats.heads import UNFIT, Chunks, Head, Row, neutral

NUMBERS = (int, float, Decimal)


def cell(value: Any) -> str:
    """A value as a cell: numbers as they are, text so that no spreadsheet runs it, yes and no."""
    if isinstance(value, str):
        return safe_cell(UNFIT.sub("", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, NUMBERS):
        return neutral(value)
    return safe_cell(neutral(value)) if value is not None else ""


def lines(rows: Iterable[Row]) -> bytes:
    """The rows as lines."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def stream(heads: Sequence[Head], chunks: Chunks) -> Iterator[bytes]:
    """The whole file: labels, then rows."""
    yield "\ufeff".encode() + lines([[head.label for head in heads]])
    for rows in chunks:
        if rows:
            yield lines(rows)
