"""Names of DNS domains: one stored form, so that they compare."""

from __future__ import annotations

import re

import idna

LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
LIMIT = 253


def normal_name(text: str) -> str:
    """The domain in its stored form: A-labels (RFC 5890), small letters, no trailing dot.

    Raises ValueError with a sentence for people where the text is no domain name.
    """
    name = text.strip().rstrip(".").lower()
    if not name:
        raise ValueError("Enter a domain name, for example example.com.")
    if "://" in name or "/" in name:
        raise ValueError("Enter only the domain name, without http:// and path.")
    if "@" in name:
        raise ValueError("Enter the domain only: the part behind the @.")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode()
        except idna.IDNAError:
            raise ValueError("This is no valid internationalised domain name.") from None
    labels = name.split(".")
    if len(name) > LIMIT or len(labels) < 2 or not all(LABEL.fullmatch(label) for label in labels):
        raise ValueError("This is no domain name: letters, digits and hyphens, with at least one dot.")
    if labels[-1].isdigit():
        raise ValueError("This is an address, not a domain name.")
    return name


def shown_name(name: str) -> str:
    """The domain as people read it: U-labels where it has them."""
    if "xn--" not in name:
        return name
    try:
        return idna.decode(name)
    except idna.IDNAError:
        return name


def suffixes(name: str) -> list[str]:
    """The name and its parents of two labels or more, longest first."""
    labels = name.split(".")
    return [".".join(labels[i:]) for i in range(len(labels) - 1)]
