"""XLSX (ECMA-376, ISO/IEC 29500), written as a stream: the archive is made while the rows come.

Texts are cells of type `inlineStr`, which no program evaluates; one that begins like a formula carries `quotePrefix`
too, so that it stays a text when a person edits the cell. No formula is ever written.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from nucleus.kernel.text import is_formula
from nucleus.platform.formats.heads import UNFIT, Chunks, Head, Row, neutral

ROWS_OF_SHEET = 1_048_576
LONGEST_TEXT = 32_767  # characters that a cell holds
DIGITS = 15  # a number with more would be rounded by the spreadsheet
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of the serial dates, which know no zone
FIRST_DAY = dt.date(1900, 3, 1)  # before it, the serial dates of spreadsheets disagree
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD, QUOTED, DATE, MOMENT = 1, 2, 3, 4  # places in cellXfs of STYLES

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{SPREADSHEET}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss&quot; UTC&quot;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_LOOKS_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")


def text_cell(value: str, style: int = 0) -> str:
    """A text as a cell: never more than a cell holds, never a formula."""
    clean = UNFIT.sub("", value)
    if len(clean) > LONGEST_TEXT:
        clean = clean[: LONGEST_TEXT - 1] + "…"
    if "_x" in clean:  # ST_Xstring reads _xHHHH_ as a character
        clean = _LOOKS_ESCAPED.sub(r"_x005F_\1", clean)
    style = style or (QUOTED if is_formula(clean) else 0)
    given = f' s="{style}"' if style else ""
    return f'<c{given} t="inlineStr"><is><t xml:space="preserve">{escape(clean, {chr(13): "_x000D_"})}</t></is></c>'


def _number(value: float | Decimal) -> str:
    if isinstance(value, float):
        return f"<c><v>{value!r}</v></c>" if math.isfinite(value) else text_cell(str(value))
    if isinstance(value, Decimal) and not value.is_finite():
        return text_cell(str(value))
    written = format(value, "f") if isinstance(value, Decimal) else str(value)
    digits = len(written.strip("-0").replace(".", ""))
    return f"<c><v>{written}</v></c>" if digits <= DIGITS else text_cell(written)


def _date(value: dt.date) -> str:
    if isinstance(value, dt.datetime):
        when = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        if when.date() < FIRST_DAY:
            return text_cell(neutral(value))
        return f'<c s="{MOMENT}"><v>{(when - EPOCH) / dt.timedelta(days=1):.8f}</v></c>'
    if value < FIRST_DAY:
        return text_cell(neutral(value))
    return f'<c s="{DATE}"><v>{value.toordinal() - EPOCH.toordinal()}</v></c>'


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "<c/>",
    str: text_cell,
    bool: lambda value: f'<c t="b"><v>{int(value)}</v></c>',
    int: _number,
    float: _number,
    Decimal: _number,
    dt.date: _date,
    dt.datetime: _date,
    dt.timedelta: lambda value: _number(value.total_seconds()),
}


def cell(value: Any) -> str:
    """A value as a cell of its own kind; what is none of them as text."""
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else text_cell(neutral(value))


def row_xml(row: Row) -> str:
    """A row of cells, in their order."""
    return f"<row>{''.join([cell(value) for value in row])}</row>"


class _Sink:
    """Takes what the archive writes until it is handed on; it cannot be sought, so sizes follow their data."""

    def __init__(self) -> None:
        self.held = bytearray()
        self.told = 0

    def write(self, data: Any) -> int:
        """Keeps the bytes."""
        self.held += data
        self.told += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written so far."""
        return self.told

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def take(self) -> bytes:
        """What is held, once."""
        taken = bytes(self.held)
        self.held.clear()
        return taken


def _letters(index: int) -> str:
    """The name of a column, counted from 1: A, Z, AA."""
    found = ""
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found


def _sheet_start(heads: Sequence[Head]) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{min(40, max(12, len(head.label) + 4))}" customWidth="1"/>'
        for at, head in enumerate(heads, 1)
    )
    cells = "".join(text_cell(head.label, HEAD) for head in heads)
    return (
        f'{DECLARATION}<worksheet xmlns="{SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData><row>{cells}</row>"
    )


def _sheet_end(columns: int, rows: int) -> str:
    return f'</sheetData><autoFilter ref="A1:{_letters(columns)}{rows}"/></worksheet>'


def _rest(sheets: int) -> dict[str, str]:
    """The parts of the package besides the sheets."""
    numbers = range(1, sheets + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>{types}'
        f'<Override PartName="/xl/styles.xml" ContentType="{main}.styles+xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{package}/relationships">{relations}'
        f'<Relationship Id="rId{sheets + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }


def _pieces(chunks: Chunks, most: int) -> Iterator[Sequence[Row] | None]:
    """The chunks cut so that no sheet gets more than `most` rows; nothing where the next sheet begins."""
    room = most
    for rows in chunks:
        while len(rows) > room:
            yield rows[:room]
            yield None
            rows, room = rows[room:], most  # noqa: PLW2901 - what is left of the chunk goes to the next sheet
        yield rows
        room -= len(rows)


def stream(heads: Sequence[Head], chunks: Chunks, *, rows_of_sheet: int = ROWS_OF_SHEET) -> Iterator[bytes]:
    """The whole workbook. A list longer than a sheet goes on in further sheets, each with the heads."""
    sink = _Sink()
    pieces = _pieces(chunks, rows_of_sheet - 1)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:  # type: ignore[call-overload]
        sheets, going = 0, True
        while going:
            sheets, going, rows = sheets + 1, False, 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                sheet.write(_sheet_start(heads).encode())
                for piece in pieces:
                    if piece is None:
                        going = True
                        break
                    sheet.write("".join([row_xml(row) for row in piece]).encode())
                    rows += len(piece)
                    if len(sink.held) >= 1 << 16:
                        yield sink.take()
                sheet.write(_sheet_end(len(heads), rows).encode())
        for name, content in _rest(sheets).items():
            archive.writestr(name, content)
    yield sink.take()
