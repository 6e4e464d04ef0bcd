"""The one menu provider: it asks the frontend of the actor's tier."""

from __future__ import annotations

from nucleus.kernel.actor import Actor
from nucleus.kernel.registry import registry
from nucleus.portals.menus import Shown


def menu_of(actor: Actor) -> Shown:
    """The menu of the frontend where the actor belongs; none where that frontend does not stand."""
    provider = registry.providers.get(f"menu.{actor.place.tier.value if actor.place else 'panel'}")
    return provider(actor) if provider else []


registry.providers.add("menu", menu_of)
