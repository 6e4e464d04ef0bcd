"""What a line's hash covers, and how the hashes hang together."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import orjson

CONTENT = (
    "public_id",
    "at",
    "action",
    "actor_id",
    "actor_label",
    "effective_id",
    "effective_label",
    "session",
    "grant",
    "object_type",
    "object_id",
    "object_label",
    "changes",
    "parent_line",
    "address",
    "request_id",
    "release",
)
"""Columns that the hash covers, beside number and organization. The place in the tree is not among them: it may move.
"""


def digest(previous: str, organization: str, sequence: int, content: dict[str, Any]) -> str:
    """SHA-256 over the previous line's hash and the line as JSON with sorted keys. `organization` is its public id."""
    line = {**content, "organization": organization, "sequence": sequence}
    line["at"] = line["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(previous.encode() + canonical(line)).hexdigest()


def canonical(line: Any) -> bytes:
    """Sorted keys, no blanks, UTF-8."""
    try:
        return orjson.dumps(line, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # whole numbers beyond 64 bits, which the database keeps and that library does not
        return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
