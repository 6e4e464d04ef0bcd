"""The head of a column, and the plain forms that values take in every format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

Row = Sequence[Any]
Chunks = Iterable[Sequence[Row]]

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 cannot carry, or only discouraged: controls but tab and line breaks, halves of pairs, non-characters."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: `key` names it to programs (JSON, XML), `label` to people (CSV, XLSX), as a finished text."""

    key: str
    label: str


def plain_json(value: Any) -> Any:
    """What orjson does not know by itself: decimals as text, so that nothing is rounded; lazy texts as texts."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    return str(value)


def dump(value: Any) -> bytes:
    """JSON bytes; moments end in Z."""
    return orjson.dumps(value, default=plain_json, option=orjson.OPT_UTC_Z)


def moment(value: dt.datetime) -> str:
    """A moment in UTC to the second, `2026-11-22T04:30:00Z`; one without a zone as it is."""
    if value.tzinfo is None:
        return value.isoformat(timespec="seconds")
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def neutral(value: Any) -> str:
    """A value as text in neutral forms: point for decimals, ISO dates, `true` and `false`, JSON for lists."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.timedelta):
        return str(value.total_seconds())
    if isinstance(value, list | dict | tuple):
        return dump(value).decode()
    return str(value)
