"""Cell kinds of the analyser."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from nucleus.platform.api.tables import Column
from nucleus.platform.ui.rows import NOTHING, Cell, Look, Row, cell_kind

EVIDENCE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["auth", "reasons"],
    "properties": {
        "auth": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
        "reasons": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
    },
}


def evidence_words(content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(mechanism, result, domain and selector) of each authentication result, then the override reasons."""
    words = []
    for found in content.get("auth", ()):
        where = found.get("domain", "") + (f" ({found['selector']})" if found.get("selector") else "")
        words.append((found.get("mechanism", ""), found.get("result", ""), where))
    words += [("override", reason.get("type", ""), reason.get("comment", "")) for reason in content.get("reasons", ())]
    return words


@cell_kind("evidence")
def evidence_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """Raw authentication results, a line each."""
    place = at[column.path]

    def cell(row: Row) -> str:
        words = evidence_words(row[place] or {})
        if not words:
            return NOTHING
        lines = [
            f"<small>{escape(mechanism)} <b>{escape(result)}</b> {escape(where)}</small>"
            for mechanism, result, where in words[:4]
        ]
        return "".join(lines)

    return cell
