"""Who stands how to whom in the cast: the actor's organization, and one target for each relation."""

from __future__ import annotations

from tests.cast import TREE

SEATS = {"company": "nucleus", "distributor": "meridian", "partner": "northgate", "customer": "harbour"}
"""Where the actor of each tier works."""

TARGETS = {
    "company": {"own": "nucleus", "child": "meridian", "grandchild": "northgate", "great-grandchild": "harbour"},
    "distributor": {
        "own": "meridian",
        "parent": "nucleus",
        "child": "northgate",
        "grandchild": "harbour",
        "sibling": "polder",
        "stranger": "mill",
    },
    "partner": {
        "own": "northgate",
        "parent": "meridian",
        "grandparent": "nucleus",
        "child": "harbour",
        "sibling": "kestrel",
        "stranger": "mill",
        "nephew": "clinic",
    },
    "customer": {
        "own": "harbour",
        "parent": "northgate",
        "grandparent": "meridian",
        "great-grandparent": "nucleus",
        "sibling": "bakery",
        "stranger": "mill",
    },
}
"""Tier of the actor, relation, organization of the cast (see tests/cast.py for the tree)."""


def relation_of(seat: str, other: str) -> str:
    """How the other organization stands to the actor's, by the tree of the cast."""
    up, down = chain(seat), chain(other)
    if seat == other:
        return "own"
    if other in up:
        return ["parent", "grandparent", "great-grandparent"][up.index(other)]
    if seat in down:
        return ["child", "grandchild", "great-grandchild"][down.index(seat)]
    return "sibling" if up[:1] == down[:1] else "stranger"


def chain(slug: str) -> list[str]:
    """The organizations above, the nearest first."""
    found: list[str] = []
    while (parent := TREE[slug][1]) is not None:
        found.append(parent)
        slug = parent
    return found
