"""What bytes are, by their first kilobytes: never by the name that a stranger gave them."""

from __future__ import annotations

import re

HEAD = 4096

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1f\x8b", "gzip"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (257, b"ustar", "tar"),
    (0, b"%PDF-", "pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
)
HEADER = re.compile(
    rb"\A(?:From .*\r?\n)?[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?.*\r?\n(?:[ \t].*\r?\n|[A-Za-z][A-Za-z0-9-]{0,60}:.*\r?\n)+"
)
MAIL_NAMES = re.compile(rb"(?im)^(?:received|from|date|message-id|mime-version|return-path|subject|dkim-signature):")


def kind_of(head: bytes) -> str:
    """A short name: gzip, zip, xml, json, mail, text, pdf, png, jpeg, ..., binary or empty."""
    if not head:
        return "empty"
    for offset, signature, kind in SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return _textual(head[:HEAD])


def _textual(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"<?xml", b"<feedback", b"<!DOCTYPE", b"<")):
        return "html" if re.match(rb"(?i)<(?:!doctype\s+)?html", text) else "xml"
    if text.startswith((b"{", b"[")):
        return "json"
    if HEADER.match(head) and MAIL_NAMES.search(head):
        return "mail"
    return "binary" if b"\x00" in head else "text"
