"""Public ids: prefixed, opaque, never a row number."""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread on the phone
LENGTH = 12
PATTERN = re.compile(r"[A-Z]{2,5}-[0-9A-HJKMNP-TV-Z]{12}")


def public_id(prefix: str) -> str:
    """A fresh id such as `ORG-7K2M0QXW4T9B`: 60 random bits behind the prefix."""
    bits = secrets.randbits(5 * LENGTH)
    return f"{prefix}-" + "".join([ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5)])


def is_public_id(text: str) -> bool:
    """Whether the text has the form of a public id."""
    return PATTERN.fullmatch(text) is not None
