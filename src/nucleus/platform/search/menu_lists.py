"""What is found without the index: pages of the menu, and what the person may do."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import Found
from nucleus.platform.api.tables import Table, holes
from nucleus.platform.ui.frame import menu_of
from nucleus.platform.ui.lists import offered


def pages(actor: Actor) -> list[Found]:
    """The pages of the actor's menu, with their shortcuts."""
    return [
        Found(entry.label, group.label, entry.url, entry.icon, key=entry.key)
        for group in menu_of(actor)
        for entry in group.entries
    ]


def actions(_actor: Actor) -> list[Found]:
    """The commands with a form of their own that the actor in context may run: what adds a row to a list."""
    actor = current_actor()
    standing = (actor.permissions, actor.read_only, actor.suspended, actor.is_system, actor.place is None)
    return list(_actions(standing, get_language() or ""))


@lru_cache(maxsize=256)
def _actions(standing: tuple[Any, ...], language: str) -> tuple[Found, ...]:
    """Asked anew only for another standing or language: every page carries these lines in its palette."""
    actor = current_actor()
    found = []
    for name in registry.resources:
        table = registry.resources[name]
        if _offers(table, actor):
            address = f"{table.page}{table.create.path}/"
            found.append(Found(str(table.create.label), "", address, table.create.icon or "plus"))
    return tuple({each.url: each for each in found}.values())


def _offers(table: Table, actor: Actor) -> bool:
    if not table.page or holes(table.page) or table.create is None or not table.create.alone:
        return False
    return offered(table.create) and (not table.permission or actor.may(table.permission))
