"""Text that strangers wrote: made fit for a line, a log, a cell."""

from __future__ import annotations

import unicodedata


def one_line(text: str, limit: int = 200) -> str:
    """The text without control characters and line breaks, cut to `limit` characters with an ellipsis."""
    clean = "".join(" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c)[0] != "C")
    clean = " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets read the wide signs as formula signs too


def safe_cell(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it: a leading formula sign gets an apostrophe before it."""
    return "'" + text if text.lstrip(" \u00a0").startswith(FORMULA) else text
