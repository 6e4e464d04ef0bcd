"""JSON: an array of objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nucleus.platform.formats.heads import Chunks, Head, dump


def stream(heads: Sequence[Head], chunks: Chunks) -> Iterator[bytes]:
    """The whole array, one chunk of rows after the other."""
    keys = [head.key for head in heads]
    yield b"["
    comma = b""
    for rows in chunks:
        if rows:
            yield comma + dump([dict(zip(keys, row, strict=True)) for row in rows])[1:-1]
            comma = b",\n"
    yield b"]\n"
