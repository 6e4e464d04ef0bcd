"""Text that strangers wrote: made fit for a line, a log, a cell."""

from __future__ import annotations

import re
import unicodedata


def one_line(text: str, limit: int = 200) -> str:
    """The text without control characters and line breaks, cut to `limit` characters with an ellipsis."""
    clean = "".join(" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c)[0] != "C")
    clean = " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


FORMULA = "=+\\-@＝＋－＠﹢﹣﹦﹫"  # noqa: RUF001 - spreadsheets read the wide and the small signs as formula signs too
SKIPPED = r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f]*"  # what a spreadsheet drops before it looks at a cell
_FORMULA = re.compile(rf"{SKIPPED}[{FORMULA}]|[\t\r\n]")
_NEXT_CELL = re.compile(rf"([;\t\r\n]{SKIPPED}+)([{FORMULA}])?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, a command (DDE) or a macro name."""
    return _FORMULA.match(text) is not None


def safe_cell(text: str) -> str:
    """The text as a cell of a CSV file that a spreadsheet shows and never runs.

    A leading formula sign gets an apostrophe before it; so does one behind a semicolon, tab or line break, where a
    spreadsheet of another language begins the next cell.
    """
    if is_formula(text):
        text = "'" + text
    return _NEXT_CELL.sub(lambda found: f"{found[1]}'{found[2]}" if found[2] else found[0], text)
