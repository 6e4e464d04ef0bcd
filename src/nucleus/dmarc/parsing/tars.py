"""Tar archives (POSIX ustar, pax, GNU long names), read in memory and never extracted.

Written by hand because the standard library's reader can loop on hostile headers before 3.11.14 (CVE-2025-8194).
Links, devices and folders hold no report and are passed over.
"""

from collections.abc import Iterator

from .inflating import Buffer, slices
from .limits import Budget, Refused

BLOCK = 512
_FILES = (b"0", b"\0", b"7")
_EMPTY = bytes(BLOCK)


def is_tar(head: bytes) -> bool:
    """Whether `head` begins with a tar header: its checksum must be right."""
    block = head[:BLOCK]
    if len(block) < BLOCK or block == _EMPTY:
        return False
    return _number(block[148:156]) == sum(block[:148]) + 256 + sum(block[156:])


def untar(data: Buffer, budget: Budget) -> Iterator[tuple[str, bytes | Iterator[bytes] | Refused]]:
    """Each plain file's name and content. A cut or damaged archive ends with a refusal."""
    at, long_name, view = 0, "", memoryview(data)
    while at + BLOCK <= len(data):
        block = bytes(view[at : at + BLOCK])
        if block == _EMPTY:
            return
        name = long_name or _name(block)
        size = _number(block[124:136])
        if not is_tar(block) or size < 0:
            yield name, Refused("archive_damaged", "The tar archive is damaged.")
            return
        content = view[at + BLOCK : at + BLOCK + size]
        at += BLOCK + -(-size // BLOCK) * BLOCK
        kind, long_name = block[156:157], ""
        if kind == b"L":
            long_name = bytes(content[:4096]).rstrip(b"\0").decode("utf-8", "replace")
        elif kind in _FILES and not name.endswith("/"):
            yield name, _member(content, size, budget)


def _member(content: memoryview, size: int, budget: Budget) -> bytes | Iterator[bytes] | Refused:
    budget.count_member()
    budget.spend(len(content))
    if len(content) != size:
        return Refused("archive_cut", "The tar archive is cut short.")
    return bytes(content) if size <= budget.limits.max_tree else slices(content)


def _name(block: bytes) -> str:
    parts = (block[345:500] if block[257:262] == b"ustar" else b"", block[:100])
    return "/".join(part.split(b"\0", 1)[0].decode("utf-8", "replace") for part in parts if part[:1] != b"\0" and part)


def _number(digits: bytes) -> int:
    """A header number: octal text, or base 256 where the first bit is set (GNU). -1 where it is neither."""
    if digits[0] & 0x80:
        return int.from_bytes(digits, "big") & ((1 << (8 * len(digits) - 1)) - 1)
    text = digits.strip(b" \0")
    try:
        return int(text, 8) if text else 0
    except ValueError:
        return -1
