"""Reads `policy.toml`, the hand-written half of the matrix."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("policy.toml")


@cache
def policy() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def roles_of(text: str) -> frozenset[str]:
    """Role keys of a permission: words of the file are `tier.role`, names of a group, or `tier.*`."""
    groups: dict[str, str] = policy()["groups"]
    roles: dict[str, str] = policy()["roles"]
    found: set[str] = set()
    for word in text.split():
        if word in groups:
            found |= roles_of(groups[word])
        elif word == "superadmin":
            found.add(word)
        else:
            tier, _, role = word.partition(".")
            known = roles[tier].split()
            assert role == "*" or role in known, f"no role {word}"
            found |= {f"{tier}.{r}" for r in known} if role == "*" else {word}
    return frozenset(found)


def visible(kind: str, tier: str) -> frozenset[str]:
    """The relations whose rows of this visibility an actor of the tier sees."""
    return frozenset(policy()["visible"][kind][tier].split())
