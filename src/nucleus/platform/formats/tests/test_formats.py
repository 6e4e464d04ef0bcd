"""Every format is read again by a reader that is not ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from defusedxml import ElementTree

from nucleus.platform.formats import xlsx_rows, xml_rows
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.formats.heads import Head

ZONE = dt.timezone(dt.timedelta(hours=2))
HEADS = tuple(
    Head(key, key.upper()) for key in ("text", "whole", "share", "price", "on", "day", "when", "many", "none")
)
ROW = (
    'a <b> & "c"\r\n\x00\x1f\ufffe é 漢 😀',
    12,
    0.25,
    Decimal("1234.50"),
    True,
    dt.date(2026, 11, 22),
    dt.datetime(2026, 11, 22, 6, 30, 5, tzinfo=ZONE),
    ["x", {"y": 1}],
    None,
)
CLEAN = 'a <b> & "c"\r\n é 漢 😀'


def written(name, *chunks):
    return b"".join(FORMATS[name].stream(HEADS, chunks))


def test_names_types_and_extensions():
    assert {f.name: (f.content_type, f.extension) for f in FORMATS.values()} == {
        "csv": ("text/csv; charset=utf-8", "csv"),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        "json": ("application/json", "json"),
        "xml": ("application/xml; charset=utf-8", "xml"),
    }


def test_csv():
    rows = list(csv.reader(io.StringIO(written("csv", [ROW], [], [ROW]).decode("utf-8-sig"), newline="")))
    assert rows[0] == [h.label for h in HEADS]
    line = [CLEAN, "12", "0.25", "1234.50", "yes", "2026-11-22", "2026-11-22T04:30:05Z", '["x",{"y":1}]', ""]
    assert rows[1:] == [line, line]


def test_json():
    found = json.loads(written("json", [ROW], [], [ROW, ROW]))
    assert found == [found[0]] * 3
    assert found[0] == {
        "text": ROW[0],
        "whole": 12,
        "share": 0.25,
        "price": "1234.50",
        "on": True,
        "day": "2026-11-22",
        "when": "2026-11-22T06:30:05+02:00",
        "many": ["x", {"y": 1}],
        "none": None,
    }


def test_xml():
    root = ElementTree.fromstring(written("xml", [ROW], [], [ROW]))
    assert (root.tag, [row.tag for row in root]) == ("rows", ["row", "row"])
    said = {field.tag: field.text for field in root[0]}
    assert said == {
        "text": CLEAN,
        "whole": "12",
        "share": "0.25",
        "price": "1234.50",
        "on": "true",
        "day": "2026-11-22",
        "when": "2026-11-22T04:30:05Z",
        "many": None,
        "none": None,
    }
    assert [(item.tag, item.text) for item in root[0].find("many")] == [("item", "x"), ("item", None)]
    assert root[0].find("none").attrib == {"nil": "true"}


@pytest.mark.parametrize(
    ("key", "name"), [("a", "a"), ("1a", "_1a"), ("a b", "a_b"), ("<x/>", "_x__"), ("", "_"), ("é", "_"), ("a\n", "a_")]
)
def test_xml_names(key, name):
    assert xml_rows.element_name(key) == name


def test_xlsx():
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [ROW], [], [ROW])))
    sheet = book.active
    assert [c.value for c in sheet[1]] == [h.label for h in HEADS]
    assert [c.font.b for c in sheet[1]] == [True] * len(HEADS)
    assert (sheet.max_row, sheet.freeze_panes, sheet.auto_filter.ref) == (3, "A2", "A1:I3")
    values = [c.value for c in sheet[3]]
    assert values == [
        CLEAN.replace("\r", "_x000D_"),  # openpyxl leaves this escape to its caller
        12,
        0.25,
        1234.5,
        True,
        dt.datetime(2026, 11, 22),  # noqa: DTZ001 - a spreadsheet knows no zones
        dt.datetime(2026, 11, 22, 4, 30, 5),  # noqa: DTZ001 - the same
        '["x",{"y":1}]',
        None,
    ]
    assert (sheet["F2"].number_format, sheet["G2"].number_format) == (
        "yyyy\\-mm\\-dd",
        'yyyy\\-mm\\-dd\\ hh:mm:ss" UTC"',
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (10**15 - 1, "n"),
        (10**15 + 1, "s"),
        (-(2**63), "s"),
        (Decimal("0.1234567890123456"), "s"),
        (Decimal("0.10"), "n"),
        (Decimal("NaN"), "s"),
        (float("inf"), "s"),
        (1e300, "n"),
        (dt.date(1899, 1, 1), "s"),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), "s"),
        (dt.date(9999, 12, 31), "d"),
        (dt.timedelta(hours=1), "n"),
        ("x" * 40_000, "s"),
        ("_x003D_1+1", "s"),
    ],
)
def test_xlsx_kinds(value, kind):
    content = b"".join(xlsx_rows.stream([Head("a", "A")], [[(value,)]]))
    found = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert found.data_type == kind
    assert len(str(found.value)) <= 32_767


def test_xlsx_goes_on_in_further_sheets():
    chunks = [[(n,) for n in range(start, start + 7)] for start in range(0, 28, 7)]
    content = b"".join(xlsx_rows.stream([Head("a", "A")], chunks, rows_of_sheet=11))
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [[c.value for c in sheet["A"]] for sheet in book]
    assert found == [["A", *range(10)], ["A", *range(10, 20)], ["A", *range(20, 28)]]


def test_nothing_to_write():
    assert written("json") == b"[]\n"
    assert list(ElementTree.fromstring(written("xml"))) == []
    assert written("csv").decode("utf-8-sig") == ",".join(h.label for h in HEADS) + "\r\n"
    assert openpyxl.load_workbook(io.BytesIO(written("xlsx"))).active.max_row == 1


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_bytes_come_before_the_last_rows_are_asked_for(name):
    asked = []

    def chunks():
        for number in range(200):
            asked.append(number)
            yield [(f"{number} {n} {n * n}", n, n / 7, None, False, None, None, None, None) for n in range(1000)]

    stream = FORMATS[name].stream(HEADS, chunks())
    first = next(stream)
    assert first != b""
    assert len(asked) < 100
