"""What lower rooms ask of this one: the palette's entries, and who follows events for the index."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import FOLLOWER
from nucleus.platform.search.indexing import follow
from nucleus.platform.search.menu_lists import actions, pages
from nucleus.platform.search.queries import found_keys
from nucleus.platform.ui.shell import PaletteEntry, PaletteGroup


def palette(actor: Actor) -> tuple[PaletteGroup, ...]:
    """What the palette holds before anything is typed: the pages of the menu and what the person may do."""
    groups = ((_("Go to"), pages(actor)), (_("Actions"), actions(actor)))
    return tuple(
        PaletteGroup(label, tuple(PaletteEntry(f.icon, f.title, f.url, f.key) for f in found))
        for label, found in groups
        if found
    )


def search_address(_actor: Any) -> str:
    """Where everything is searched."""
    return "/search/"


registry.providers.add(FOLLOWER, follow)
registry.providers.add("palette", palette)
registry.providers.add("search", search_address)
registry.providers.add("search_keys", found_keys)
