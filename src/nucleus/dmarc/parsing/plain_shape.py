"""The quick way through the usual report: its rows by one pattern.

Most reports write their rows without attributes, comments or prefixes. Then a row is taken by a pattern that
admits nothing but the elements of the standard, and a row that it does not take is parsed on its own, so a
document that is not well-formed is still found out. Any doubt is answered with Deviates, and the caller reads
the document the long way. Both ways give equal reports.
"""

import re
from typing import Any

from .facts import AuthResult, Reason, Record
from .plain_frame import Deviates, unescaped
from .rows import RowReader, remember
from .xml_parts import Damaged, is_ascii_like, parse_small

_OPEN, _CLOSE = "<record>", "</record>"
_LARGEST = 1 << 16  # characters of a frame or of a row that are parsed on their own
_USUAL = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="utf-8"', b"<feedback>")
_BEGIN = re.compile(r"\s*<record>", re.ASCII)
_OTHER_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_TEXT = r"([^<&\x00-\x1f]*)"
_ANY = r"[^<&\x00-\x1f]*"


def _leaf(name: str) -> str:
    return rf"<{name}>{_TEXT}</{name}>"


def _result(mechanism: str, extra: str) -> str:
    return rf"(?:<{mechanism}>\s*{_leaf('domain')}\s*(?:{_leaf(extra)}\s*)?{_leaf('result')}\s*</{mechanism}>\s*)?"


# The results of most rows: at most two signatures and one envelope. Others are taken one by one.
_FEW_RESULTS = rf"({_result('dkim', 'selector')}{_result('dkim', 'selector')}{_result('spf', 'scope')})"
# The order of the standard; other orders are left to the parser.
_RECORD = re.compile(
    rf"\s*<record>\s*<row>\s*{_leaf('source_ip')}\s*{_leaf('count')}\s*<policy_evaluated>"
    rf"\s*{_leaf('disposition')}\s*{_leaf('dkim')}\s*{_leaf('spf')}\s*(|<reason>[\s\S]*?</reason>\s*)"
    r"</policy_evaluated>\s*</row>\s*<identifiers>"
    rf"(?:\s*{_leaf('envelope_to')})?(?:\s*{_leaf('envelope_from')})?\s*{_leaf('header_from')}"
    rf"\s*</identifiers>\s*<auth_results>\s*(?:{_FEW_RESULTS}</auth_results>\s*</record>\s*)?",
    re.ASCII,
)
_ROW = range(1, 11)  # groups of a row up to the text of its results
_PIECES = range(11, 20)  # and those of the results
_RECORD_END = re.compile(r"</auth_results>\s*</record>\s*", re.ASCII)
_REASON = re.compile(
    rf"<reason>\s*<type>{_TEXT}</type>\s*(?:<comment>([^<\x00-\x1f]*)</comment>\s*)?</reason>\s*", re.ASCII
)
_RESULT = re.compile(
    rf"<(dkim|spf)>\s*{_leaf('domain')}\s*(?:{_leaf('selector')}\s*)?(?:{_leaf('scope')}\s*)?{_leaf('result')}"
    rf"\s*(?:{_leaf('human_result')}\s*)?</\1>\s*",
    re.ASCII,
)


def cut_out(data: bytes) -> tuple[str, str, str]:
    """The text before the rows, of the rows, and after them.

    Raises Deviates where a comment, an instruction or another encoding would make the text misleading.
    """
    if b"<!" in data or b"]]>" in data or not (data.startswith(_USUAL) or is_ascii_like(data)):
        raise Deviates
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Deviates from None
    start, end = text.find(_OPEN), text.rfind(_CLOSE) + len(_CLOSE)
    if start < 0 or end <= start or (not text.isascii() and _OTHER_ENCODING.match(data)):
        raise Deviates
    return text[:start], text[start:end], text[end:]


def framed(head: str, tail: str) -> bytes:
    """The document with one empty row instead of all. Raises Deviates where that is still a large one."""
    if len(head) + len(tail) > _LARGEST:
        raise Deviates
    return f"{head}<record/>{tail}".encode()


def read_rows(text: str, reader: RowReader) -> list[Record]:
    """All rows of `text`, one after the other."""
    match, match_end, find = _RECORD.match, _RECORD_END.match, text.find
    known_results, known_reasons, record = reader.results_by_text, reader.reasons_by_text, reader.record
    rows: list[Record] = []
    at, size = 0, len(text)
    while at < size:
        found = match(text, at)
        if found is None:
            at = _odd_row(text, at, reader, rows)
            continue
        ip, number, disposition, dkim, spf, reasons, envelope_to, envelope_from, header_from, auth = found.group(*_ROW)
        if auth is None:
            end = find("</auth_results>", found.end())
            ended = match_end(text, end) if end >= 0 else None
            if ended is None:
                at = _odd_row(text, at, reader, rows)
                continue
            auth, at = text[found.end() : end], ended.end()
        else:
            at = found.end()
        reader.number += 1
        results = known_results.get(auth)
        if results is None:
            results = _few_results(auth, found, reader) if found[10] else _results(auth, reader)
        excuses = (known_reasons.get(reasons) or _reasons(reasons, reader)) if reasons else ()
        names = (header_from, envelope_from, envelope_to)
        rows.append(record(ip, number, (disposition, dkim, spf, excuses), names, results))
    return rows


def _odd_row(text: str, at: int, reader: RowReader, rows: list[Record]) -> int:
    """Has the next row parsed on its own; answers where it ends."""
    fragment = _fragment(text, at)
    rows.append(reader.read(_parsed(fragment)))
    return at + len(fragment)


def _fragment(text: str, at: int) -> str:
    """The next row with the blanks before it."""
    end = text.find(_CLOSE, at)
    if not 0 <= end - at < _LARGEST or not _BEGIN.match(text, at):
        raise Deviates
    return text[at : end + len(_CLOSE)]


def _parsed(fragment: str) -> Any:
    try:
        return parse_small(fragment.strip().encode())
    except Damaged:
        raise Deviates from None


def _reasons(text: str, reader: RowReader) -> tuple[Reason, ...]:
    before = reader.ledger.total
    reasons: tuple[Reason, ...] = ()
    at = 0
    while at < len(text):
        found = _REASON.match(text, at)
        if found is None:
            raise Deviates
        reasons += reader.reason(found[1], unescaped(found[2] or ""))
        at = found.end()
    if reader.ledger.total == before:
        remember(reader.reasons_by_text, text, reasons)
    return reasons


def _results(text: str, reader: RowReader) -> tuple[AuthResult, ...]:
    """The authentication results of one row, of which `text` must hold nothing else."""
    before = reader.ledger.total
    match, known = _RESULT.match, reader.known_results
    found: list[AuthResult] = []
    at, size = 0, len(text)
    while at < size:
        one = match(text, at)
        if one is None:
            raise Deviates
        key: Any = one.groups()
        found.append(known.get(key) or reader.result(key))
        at = one.end()
    results = tuple(found)
    if reader.ledger.total == before:
        remember(reader.results_by_text, text, results)
    return results


def _few_results(text: str, found: re.Match[str], reader: RowReader) -> tuple[AuthResult, ...]:
    """The same for a row whose results the pattern of the row has taken apart."""
    before = reader.ledger.total
    known = reader.known_results
    first, selector, outcome, second, selector2, outcome2, envelope, scope, verdict = found.group(*_PIECES)
    results: tuple[AuthResult, ...] = ()
    if outcome is not None:
        key: Any = ("dkim", first, selector, None, outcome, None)
        results = (known.get(key) or reader.result(key),)
        if outcome2 is not None:
            key = ("dkim", second, selector2, None, outcome2, None)
            results += (known.get(key) or reader.result(key),)
    if verdict is not None:
        key = ("spf", envelope, None, scope, verdict, None)
        results += (known.get(key) or reader.result(key),)
    if reader.ledger.total == before:
        remember(reader.results_by_text, text, results)
    return results
