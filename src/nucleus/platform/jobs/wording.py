"""What an error says to people: its kind and first line, with what looks like a secret taken out."""

from __future__ import annotations

import re

from nucleus.kernel.text import one_line

HIDDEN = "***"
PAIR = re.compile(
    r"(?i)([\w-]*(?:password|passwd|secret|token|api[-_]?key|authorization|cookie|credential)[\w-]*)"
    r"(['\"]?\s*[=:]\s*)(?:(?:bearer|basic)\s+)?('[^']*'|\"[^\"]*\"|[^\s,;&'\"]+)"
)
ADDRESS = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]{1,20}://)[^\s/@]+@")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")


def without_secrets(text: str) -> str:
    """The text with values of password-like names, credentials in addresses and bearer tokens replaced by stars."""
    text = ADDRESS.sub(rf"\1{HIDDEN}@", text)
    text = PAIR.sub(rf"\1\2{HIDDEN}", text)
    return BEARER.sub(rf"\1 {HIDDEN}", text)


def error_text(error: BaseException, limit: int = 500) -> str:
    """`Kind: message` on one line."""
    message = without_secrets(str(error))
    name = type(error).__name__
    return one_line(f"{name}: {message}" if message else name, limit)
