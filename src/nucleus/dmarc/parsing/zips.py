"""Zip archives, read from their central directory and never extracted.

The standard library of Python 3.11.7 unpacks overlapping entries without a word (CVE-2024-0450) and reads
sizes as declared; here every entry must lie in a range of its own, and may not give more than it declares.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .engines import ZLIB
from .inflating import IN_CHUNK, Buffer, inflate_raw, inflate_small, slices, unbzip
from .limits import Budget, Exhausted, Refused, megabytes

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED, _BZIP2 = 0, 8, 12
_ENCRYPTED, _UTF8 = 0x1, 0x800
_FULL = 0xFFFFFFFF
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class Entry(NamedTuple):
    """One line of the central directory. Offsets are bytes from the begin of the file."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def is_junk(self) -> bool:
        """Folders and what operating systems leave in archives."""
        leaf = self.name.rpartition("/")[2]
        return not leaf or self.name.startswith("__MACOSX/") or leaf.startswith("._") or leaf.lower() in _JUNK_NAMES


def unzip(data: Buffer, budget: Budget) -> Iterator[tuple[str, bytes | Iterator[bytes] | Refused]]:
    """Each member's name with its content, or with the reason why it was not unpacked.

    Raises Refused where the archive as a whole cannot be trusted: cut, encrypted, overlapping, too many
    or too large members.
    """
    entries = _checked(_directory(data, budget), data, budget)
    for entry in entries:
        try:
            yield entry.name, _content(data, entry, budget)
        except Exhausted:
            raise
        except Refused as refusal:
            yield entry.name, refusal


def _directory(data: Buffer, budget: Budget) -> list[Entry]:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if end < 0 or end + _END.size > len(data):
        raise Refused("archive_cut", "The zip archive is cut short: its directory is missing.")
    _, _, _, _, count, size, start, _ = _END.unpack_from(data, end)
    if count == 65535 or _FULL in (size, start):
        count, size, end = _end64(data, end, count, size)
    if count > budget.limits.max_members:
        raise Exhausted("too_many_members", f"It holds more than {budget.limits.max_members} members.")
    first = end - size
    shift = first - start if start != _FULL else 0
    if first < 0 or shift < 0:
        raise Refused("archive_damaged", "The directory of the zip archive points outside of it.")
    if shift:
        budget.note("zip_leading_bytes", f"{shift} bytes before the zip archive were left out.")
    return list(_entries(bytes(data[first:end]), count, shift))


def _end64(data: Buffer, end: int, count: int, size: int) -> tuple[int, int, int]:
    at = end - _END64_LOCATOR.size
    if at < 0 or data[at : at + 4] != b"PK\x06\x07":
        return count, size, end
    place = at - _END64.size
    if place < 0 or data[place : place + 4] != b"PK\x06\x06":
        raise Refused("archive_damaged", "The directory of the zip archive cannot be found.")
    fields = _END64.unpack_from(data, place)
    return fields[7], fields[8], place


def _entries(directory: bytes, count: int, shift: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        if directory[at : at + 4] != b"PK\x01\x02" or at + _ENTRY.size > len(directory):
            raise Refused("archive_damaged", "The directory of the zip archive is damaged.")
        f = _ENTRY.unpack_from(directory, at)
        flags, method, crc, packed, size = f[3], f[4], f[7], f[8], f[9]
        names, extras, remarks, offset = f[10], f[11], f[12], f[16]
        raw = directory[at + _ENTRY.size : at + _ENTRY.size + names]
        extra = directory[at + _ENTRY.size + names : at + _ENTRY.size + names + extras]
        if _FULL in (packed, size, offset):
            size, packed, offset = _wide(extra, size, packed, offset)
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace").replace("\\", "/")
        yield Entry(name, raw, flags, method, crc, packed, size, offset + shift)
        at += _ENTRY.size + names + extras + remarks


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The 64-bit values of an entry (APPNOTE 4.5.3), in their fixed order, each only where it is needed."""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            numbers = iter(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q", extra, at + 4))
            size = next(numbers, size) if size == _FULL else size
            packed = next(numbers, packed) if packed == _FULL else packed
            offset = next(numbers, offset) if offset == _FULL else offset
            break
        at += 4 + length
    return size, packed, offset


def _checked(entries: list[Entry], data: Buffer, budget: Budget) -> list[Entry]:
    """The entries worth reading. Raises Refused where sizes, ratio or places are those of a bomb."""
    limits = budget.limits
    if sum(entry.size for entry in entries) > limits.max_unpacked:
        raise Exhausted("unpacked_too_large", f"It unpacks to more than {megabytes(limits.max_unpacked)}.")
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        budget.check_ratio(entry.size, entry.packed)
        if entry.offset < reached:
            raise Exhausted("zip_overlap", "Members of the zip archive overlap, as those of a bomb do.")
        reached = entry.offset + _LOCAL.size + len(entry.raw_name) + entry.packed
        if reached > len(data):
            raise Refused("archive_cut", "The zip archive is cut short.")
    return [entry for entry in entries if not entry.is_junk]


def _content(data: Buffer, entry: Entry, budget: Budget) -> bytes | Iterator[bytes]:
    budget.count_member()
    if entry.flags & _ENCRYPTED:
        raise Refused("encrypted", "The archive is encrypted.")
    if data[entry.offset : entry.offset + 4] != b"PK\x03\x04" or entry.offset + _LOCAL.size > len(data):
        raise Refused("archive_damaged", "A member of the zip archive is not where its directory says.")
    local = _LOCAL.unpack_from(data, entry.offset)
    names, extras = local[9], local[10]
    start = entry.offset + _LOCAL.size
    if data[start : start + names] != entry.raw_name or local[3] != entry.method:
        raise Refused("archive_damaged", "A member of the zip archive contradicts its directory.")
    packed = memoryview(data)[start + names + extras : start + names + extras + entry.packed]
    if len(packed) != entry.packed:
        raise Refused("archive_cut", "The zip archive is cut short.")
    if entry.method == _DEFLATED and entry.packed <= IN_CHUNK and entry.size <= budget.limits.max_tree:
        content = inflate_small(packed, entry.size, budget)
        if len(content) == entry.size and ZLIB.crc32(content) == entry.crc:
            return content
    chunks = _verified(_unpacked(packed, entry, budget), entry)
    return b"".join(chunks) if entry.size <= budget.limits.max_tree else chunks


def _verified(chunks: Iterable[bytes], entry: Entry) -> Iterator[bytes]:
    """The same chunks; Refused as soon as they are more than declared, or at the end where the checksum is wrong."""
    size = checksum = 0
    for chunk in chunks:
        size += len(chunk)
        if size > entry.size:
            raise Refused("archive_damaged", f"A member is larger than the {megabytes(entry.size)} it declares.")
        checksum = ZLIB.crc32(chunk, checksum)
        yield chunk
    if size != entry.size:
        raise Refused("archive_cut", "A member of the archive is cut short.")
    if checksum != entry.crc:
        raise Refused("archive_damaged", "A member of the zip archive does not match its checksum.")


def _unpacked(packed: memoryview, entry: Entry, budget: Budget) -> Iterator[bytes]:
    if entry.method == _DEFLATED:
        return inflate_raw(slices(packed), budget)
    if entry.method == _BZIP2:
        return unbzip(slices(packed), budget)
    if entry.method == _STORED:
        budget.spend(entry.packed)
        return slices(packed)
    raise Refused("archive_unknown", f"The zip archive uses packing method {entry.method}, which is not read.")
