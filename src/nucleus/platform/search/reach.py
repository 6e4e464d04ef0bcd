"""Reach: which part of the index an actor looks into.

Every document stands in the index under its kind alone and under its kind at each level of its place
(`_domains`, `_domains.d3`, `_domains.p7`, `_domains.c9`, `_domains.o9`). A question names those it may look into first,
so a customer's question reads the customer's part of the index however large the rest is. The reach only narrows: what
a document's place means for the actor is asked of the scope once more in the same statement.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from nucleus.kernel.actor import Actor, Tier
from nucleus.kernel.searches import SearchSource
from nucleus.platform.gate.openings import opened_customers
from nucleus.platform.tree.scope import Condition, Visibility, condition

ALIAS = "d"
MOST_OPENED = 200  # customers that are opened to an organization at one time


class Sight:
    """What the scope wants to know of a source: its model's visibility, with the tree's own rows by their place."""

    def __init__(self, source: SearchSource) -> None:
        own: Visibility = source.model.visibility
        self.visibility = Visibility.COMMERCIAL if own is Visibility.CARD else own
        self.superadmin_sees = bool(source.model.superadmin_sees)


def in_scope(source: SearchSource, actor: Actor) -> Condition | bool:
    """The condition on documents of the source, aliased `d`."""
    sight: Any = Sight(source)
    return condition(sight, actor, ALIAS, connection.ops.quote_name)


def reach(source: SearchSource, actor: Actor) -> list[str]:
    """The marks under which the actor looks for things of the source; none where nothing can be in sight."""
    kind = f"_{source.name}"
    if actor.is_system or actor.is_superadmin:
        return [kind]
    place, sight = actor.place, Sight(source)
    if place is None:
        return []
    own = f"{kind}.o{place.organization}"
    if sight.visibility is Visibility.PRIVATE:
        return [own]
    wide = sight.visibility is not Visibility.DETAIL
    if place.tier is Tier.COMPANY and wide:
        return [kind]
    if wide or place.tier in (Tier.PARTNER, Tier.CUSTOMER):
        return [f"{kind}.{place.tier.value[0]}{place.organization}"]
    return [own, *(f"{kind}.c{pk}" for pk in _opened(actor))]


def _opened(actor: Actor) -> list[int]:
    statement, values = opened_customers(actor)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT {MOST_OPENED}", values)
        return [row[0] for row in cursor.fetchall()]
