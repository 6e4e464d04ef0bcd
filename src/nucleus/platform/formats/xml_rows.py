"""XML 1.0 in UTF-8: one element per field, `item` for a member of a list, `nil="true"` where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from nucleus.platform.formats.heads import UNFIT, Chunks, Head, neutral

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z", re.ASCII)
_ODD = re.compile(r"[^A-Za-z0-9_.-]", re.ASCII)


def element_name(key: str) -> str:
    """The key as an element may be called: other characters become `_`, and one stands before a digit."""
    if _NAME.match(key):
        return key
    name = _ODD.sub("_", key)
    return name if _NAME.match(name) else f"_{name}"


def text(value: Any) -> str:
    """A value as character data; a carriage return by its number, because a reader would make a line feed of it."""
    return escape(UNFIT.sub("", neutral(value)), {"\r": "&#13;"})


def element(name: str, value: Any) -> str:
    """A value as an element, lists and objects with elements inside."""
    if value is None:
        return f'<{name} nil="true"/>'
    if isinstance(value, Mapping):
        inner = "".join(element(element_name(str(key)), held) for key, held in value.items())
        return f"<{name}>{inner}</{name}>"
    if isinstance(value, list | tuple):
        return f"<{name}>{''.join(element('item', held) for held in value)}</{name}>"
    return f"<{name}>{text(value)}</{name}>"


def document(root: str, value: Any) -> bytes:
    """One value as a whole document."""
    return DECLARATION + element(root, value).encode() + b"\n"


def stream(heads: Sequence[Head], chunks: Chunks) -> Iterator[bytes]:
    """All rows as `<rows><row>…</row></rows>`."""
    names = [element_name(head.key) for head in heads]
    yield DECLARATION + b"<rows>\n"
    for rows in chunks:
        if rows:
            yield "".join(f"<row>{_fields(names, row)}</row>\n" for row in rows).encode()
    yield b"</rows>\n"


def _fields(names: Sequence[str], row: Sequence[Any]) -> str:
    return "".join(element(name, value) for name, value in zip(names, row, strict=True))
