"""Who stands how to whom in the cast: the actor's organization, and one target for each relation."""

from __future__ import annotations

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
