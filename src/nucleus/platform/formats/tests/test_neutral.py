"""Texts that a spreadsheet could run stay texts, in CSV and in XLSX; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest

from nucleus.kernel.text import safe_cell
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.formats.csv_rows import cell
from nucleus.platform.formats.heads import UNFIT, Head
from nucleus.platform.formats.tests.payloads import PAYLOADS

HEADS = (Head("text", "=Text"), Head("number", "Number"))
LIVE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")  # noqa: RUF001


def written(name, rows):
    return b"".join(FORMATS[name].stream(HEADS, [rows[:200], rows[200:]]))


def test_there_are_500_payloads_and_each_would_run():
    assert len(set(PAYLOADS)) == 500
    assert [p for p in PAYLOADS if not any(LIVE.match(part) for part in re.split(r"[;\t\r\n]", p))] == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_has_no_live_cell_whatever_the_delimiter(delimiter):
    content = written("csv", [(p, -1) for p in PAYLOADS]).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    live = [c for row in found for c in row if LIVE.match(c.lstrip('"')) and not re.fullmatch(r'"?,?-1', c)]
    assert live == []


def test_csv_gives_back_what_was_given_behind_the_apostrophes():
    content = written("csv", [(p, -1) for p in PAYLOADS]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows[0] == ["'=Text", "Number"]
    assert [r[0].replace("'", "") for r in rows[1:]] == [UNFIT.sub("", p).replace("'", "") for p in PAYLOADS]
    assert {r[1] for r in rows[1:]} == {"-1"}


def test_xlsx_has_no_live_cell():
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [(p, -1) for p in PAYLOADS])))
    cells = list(book.active.iter_rows(min_row=2))
    assert [c.data_type for row in cells for c in row if c.data_type == "f"] == []
    assert {row[0].data_type for row in cells} == {"s"}
    assert {(row[1].data_type, row[1].value) for row in cells} == {("n", -1)}
    assert [row[0].quotePrefix for row in cells] == [not p.startswith(("x", "a")) for p in PAYLOADS]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-5, "-5"),
        (-1.5, "-1.5"),
        (Decimal("-0.10"), "-0.10"),
        ("-5", "'-5"),
        ("+31 6 1234", "'+31 6 1234"),
        ("a-b", "a-b"),
        ("a; b", "a; b"),
        ("a;-b", "a;'-b"),
        ("O'Neil", "O'Neil"),
        ("", ""),
        (None, ""),
        (True, "yes"),
        ([1, "=x"], '[1,"=x"]'),
    ],
)
def test_cells(value, expected):
    assert cell(value) == expected


def test_a_long_text_of_blanks_costs_linear_time():
    text = "\n\t " * 200_000
    assert safe_cell(text) == "'" + text
