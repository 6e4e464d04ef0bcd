"""The children of a report's root, by lxml where its wheel is installed, else by the standard library.

Small documents are read as a tree, larger ones as a stream that forgets each record once it was read.
A document type or an entity is refused before any parser sees the document, and no parser resolves one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from .engines import LXML
from .ledger import shown
from .limits import Refused

_ERRORS: tuple[type[Exception], ...] = (ET.ParseError, ValueError, LookupError)
_ERRORS += (LXML.XMLSyntaxError,) if LXML else ()
_MAX_DEPTH = 32
_MAX_TAGS = 1_000_000
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")
_OVERLAP = max(map(len, _FORBIDDEN)) - 1
# Encodings in which "<!DOCTYPE" is these very bytes. Any other one is decoded before a parser sees it.
_ASCII_LIKE = re.compile(
    rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d)["']""",
    re.IGNORECASE,
)
_DECLARES = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=")
_PARTS = ("{*}record", "{*}report_metadata", "{*}policy_published", "{*}version")
Part = Callable[[Any], None]
Begin = Callable[[str], Part]


class Damaged(Exception):
    """The document is not well-formed; the text is the parser's own."""


class OtherRoot(Refused):
    """The root is not that of a report."""

    def __init__(self, root_tag: str) -> None:
        name = shown(root_tag.rpartition("}")[2])
        super().__init__("not_a_report", f"It is XML, but no DMARC report: its root is {name}.")


def refuse_document_type(data: bytes) -> None:
    """Raise Refused where `data` holds a document type or an entity (billion laughs, external files)."""
    if b"<!" in data and any(mark in data for mark in _FORBIDDEN):
        raise Refused("doctype", "The XML holds a document type or entities, which are refused as dangerous.")


def is_ascii_like(head: bytes) -> bool:
    """Whether the document's encoding writes ASCII as ASCII."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64]:
        return False
    start = head[:512].removeprefix(b"\xef\xbb\xbf")
    return bool(_ASCII_LIKE.match(start)) or not _DECLARES.match(start)


def read_tree(data: bytes, begin: Begin) -> None:
    """Hand each child of the root of `data` to what `begin` answers for the root's tag.

    Raises Damaged where the document is not well-formed or in an encoding that must be decoded first.
    """
    refuse_document_type(data)
    if not is_ascii_like(data):
        raise Damaged("encoding")
    if not LXML:
        read_stream([data], begin)
        return
    if len(data) > 1 << 16 and data.count(b"<") > _MAX_TAGS:
        raise Refused("xml_too_dense", "The XML holds too many elements for its size.")
    root = parse_small(data)
    part = begin(root.tag)
    for element in root:
        part(element)


def parse_small(data: bytes) -> Any:
    """The root element of a small document or of one element. Raises Damaged where it is not well-formed."""
    try:
        return LXML.fromstring(data, _PARSER) if LXML else ET.fromstring(data)  # noqa: S314 - document types are refused
    except _ERRORS as error:
        raise Damaged(str(error)) from None


def read_stream(chunks: Iterable[bytes], begin: Begin) -> None:
    """The same for a document that comes in chunks and is never held whole."""
    source = _guarded(chunks)
    if not LXML:
        _stream_with_stdlib(source, begin)
    else:
        _stream_with_lxml(source, begin)


def _guarded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    tail = b""
    for chunk in chunks:
        refuse_document_type(tail + chunk)
        tail = chunk[-_OVERLAP:]
        yield chunk


def _options() -> dict[str, Any]:
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "attribute_defaults": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
        "remove_blank_text": True,
        "collect_ids": False,
    }


_PARSER = LXML.XMLParser(**_options()) if LXML else None  # lxml locks it while a thread uses it


def _stream_with_lxml(chunks: Iterable[bytes], begin: Begin) -> None:
    parser = LXML.XMLPullParser(events=("end",), tag=_PARTS, **_options())
    part: Part | None = None
    try:
        for chunk in chunks:
            parser.feed(chunk)
            for _, element in parser.read_events():
                root = element.getparent()
                if root is None or root.getparent() is not None:
                    continue
                part = part or begin(root.tag)
                part(element)
                root.remove(element)
        root = parser.close()
    except LXML.XMLSyntaxError as error:
        raise Damaged(str(error)) from None
    if part is None:
        begin(root.tag)


def _stream_with_stdlib(chunks: Iterable[bytes], begin: Begin) -> None:
    parser: Any = ET.XMLPullParser(events=("start", "end"))
    state = _Stream(begin)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            state.take(parser.read_events())
        parser.close()
        state.take(parser.read_events())
    except _ERRORS as error:
        raise Damaged(str(error)) from None


class _Stream:
    """Follows start and end events, hands over each finished child of the root and empties it."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._part: Part | None = None
        self._root: Any = None
        self._depth = 0

    def take(self, events: Iterable[tuple[str, Any]]) -> None:
        for event, element in events:
            if event == "start":
                self._enter(element)
                continue
            self._depth -= 1
            if self._depth == 1 and self._part is not None:
                self._part(element)
                self._root.remove(element)

    def _enter(self, element: Any) -> None:
        self._depth += 1
        if self._depth == 1:
            self._root = element
            self._part = self._begin(element.tag)
        elif self._depth > _MAX_DEPTH:
            raise Refused("xml_too_deep", f"The XML is nested deeper than {_MAX_DEPTH} levels.")
