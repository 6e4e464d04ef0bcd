"""What a piece of data is, by its first bytes; names and media types of reporters are not to be trusted."""

import re

from .tars import is_tar

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_PACKED = frozenset(magic[:2] for magic, _ in _MAGIC)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Outlook file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
_MAIL = tuple(
    f"\n{name}:".encode()
    for name in "content-type from subject mime-version received date to message-id return-path delivered-to".split()
)
_MBOX = re.compile(rb"From \S+.*\d\d:\d\d")
_MARKUP = {b"<": "xml", b"{": "json", b"[": "json"}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes) -> str:
    """gzip, zip, bzip2, xz, tar, xml, json, mbox, mail, empty, text or binary."""
    if head[:2] in _PACKED:
        packed = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
        if packed:
            return packed
    if head[:1] == b"<":
        return "xml"
    text = _narrow(head[:65536]).lstrip(b" \t\r\n")
    if not text:
        return "empty"
    return _MARKUP.get(text[:1]) or ("tar" if b"\0" in head[:512] and is_tar(head) else _running(text))


def _running(text: bytes) -> str:
    if _MBOX.match(text):
        return "mbox"
    if _HEADER.match(text) and (_is_mail(text[:1024]) or _is_mail(text[:32768])):
        return "mail"
    if b"<feedback" in text or b":feedback " in text:
        return "xml"
    return "binary" if b"\0" in text[:4096] else "text"


def _is_mail(text: bytes) -> bool:
    lines = b"\n" + text.lower()
    return any(name in lines for name in _MAIL)


def foreign_name(head: bytes) -> str:
    """What a well-known foreign format is called, or ""."""
    return next((name for magic, name in _FOREIGN if head.startswith(magic)), "")


def _narrow(head: bytes) -> bytes:
    """Without byte order mark; UTF-16 as its low bytes, which is enough to tell XML from JSON."""
    if head[:2] in _WIDE_MARKS or (b"\0" in head[:4] and (b"<" in head[:2] or b"{" in head[:2])):
        return head.lstrip(b"\xff\xfe").replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
