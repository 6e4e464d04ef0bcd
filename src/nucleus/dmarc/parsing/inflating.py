"""Compressed streams (gzip, bzip2, xz, raw deflate): bounded chunk by chunk, never whole.

isal does the inflating where its wheel is installed (about three times zlib's speed), else zlib.
"""

import bz2
import lzma
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .engines import ZLIB, ZLIB_ERRORS
from .limits import MIB, Budget, Refused

Buffer = bytes | bytearray
IN_CHUNK = 1 << 15
OUT_CHUNK = 1 << 18
_GZIP, _RAW = 31, -15
_XZ_MEMORY = 64 * MIB


def slices(data: Buffer | memoryview) -> Iterator[bytes]:
    """`data` in small pieces, so that a decoder never copies a long unread tail."""
    if len(data) <= IN_CHUNK:
        yield bytes(data)
        return
    view = memoryview(data)
    for start in range(0, len(data), IN_CHUNK):
        yield bytes(view[start : start + IN_CHUNK])


def gunzip(source: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of a gzip stream, its members joined (RFC 1952 section 2.2).

    Bytes after the last member are dropped and noted; a missing trailer is noted; a damaged or cut
    body raises Refused once what could be read was handed out.
    """
    decoder = ZLIB.decompressobj(_GZIP)
    consumed = produced = 0
    begun = done = False
    for chunk in source:
        consumed += len(chunk)
        pending = chunk
        while pending:
            if decoder.eof:
                decoder, pending = _next_member(pending, budget)
                begun = False
                if decoder is None:
                    return
                continue
            begun, done = True, False
            out = _inflated(decoder, pending, OUT_CHUNK)
            if out:
                produced += len(out)
                budget.spend(len(out))
                budget.check_ratio(produced, consumed - len(decoder.unconsumed_tail))
                yield out
            done = decoder.eof
            pending = decoder.unused_data if done else decoder.unconsumed_tail
    if begun and not done:
        budget.note("gzip_cut", "The gzip stream ends before its trailer.")


def gunzip_small(data: bytes, limit: int, budget: Budget) -> bytes | None:
    """The content of a gzip file of one sound member of at most `limit` bytes; None where it takes `gunzip`."""
    decoder = ZLIB.decompressobj(_GZIP)
    out = _inflated(decoder, data, limit + 1)
    if not decoder.eof or decoder.unused_data or len(out) > limit:
        return None
    budget.spend(len(out))
    budget.check_ratio(len(out), len(data))
    return out


def _next_member(rest: bytes, budget: Budget) -> tuple[Any, bytes]:
    if rest[:2] == b"\x1f\x8b":
        return ZLIB.decompressobj(_GZIP), rest
    trimmed = rest.lstrip(b"\0")
    if trimmed:
        budget.note("gzip_trailing_bytes", f"{len(trimmed)} bytes after the end of the gzip stream were left out.")
    return None, b""


def _inflated(decoder: Any, data: bytes | memoryview, size: int) -> bytes:
    try:
        return bytes(decoder.decompress(data, size))
    except ZLIB_ERRORS:
        raise Refused("archive_damaged", "The compressed data is damaged: it does not unpack.") from None


def inflate_raw(source: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of one raw deflate stream, as zip members have it (RFC 1951)."""
    decoder = ZLIB.decompressobj(_RAW)
    for chunk in source:
        pending = chunk
        while pending and not decoder.eof:
            piece = _inflated(decoder, pending, OUT_CHUNK)
            budget.spend(len(piece))
            if piece:
                yield piece
            pending = decoder.unconsumed_tail


def inflate_small(data: memoryview, expected: int, budget: Budget) -> bytes:
    """The same at once for a small stream, at most one byte more than `expected`."""
    content = _inflated(ZLIB.decompressobj(_RAW), data, expected + 1)
    budget.spend(len(content))
    return content


def unbzip(source: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of a bzip2 stream."""
    return _driven(bz2.BZ2Decompressor, source, budget)


def unxz(source: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of an xz stream."""
    return _driven(lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY), source, budget)


def _driven(make: Callable[[], Any], source: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    decoder = make()
    consumed = produced = 0
    for chunk in source:
        if decoder.eof:
            break
        consumed += len(chunk)
        pending = chunk
        while not decoder.eof and (pending or not decoder.needs_input):
            try:
                out = decoder.decompress(pending, OUT_CHUNK)
            except (OSError, lzma.LZMAError, ValueError, EOFError):
                raise Refused("archive_damaged", "The compressed data is damaged: it does not unpack.") from None
            pending = b""
            produced += len(out)
            budget.spend(len(out))
            budget.check_ratio(produced, consumed)
            if out:
                yield out
    if not decoder.eof:
        raise Refused("archive_cut", "The compressed data is cut short.")
    if decoder.unused_data.strip(b"\0"):
        budget.note("trailing_bytes", "Bytes after the end of the compressed data were left out.")
