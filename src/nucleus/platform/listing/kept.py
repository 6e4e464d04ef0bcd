"""What a person keeps for a list, as the provider `lists` tells it; and filters and order as they are kept.

All values are hashable, so that the finished head of a list is kept by them.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import Ask
from nucleus.platform.api.tables import Table

SIZES = (25, 50, 100, 200)
"""Rows of a page that a person may choose."""


class KeptView(NamedTuple):
    """A saved view: `query` as in the address, `columns` (keys; empty: those of the list)."""

    public_id: str
    name: str
    query: str = ""
    columns: tuple[str, ...] = ()
    is_own: bool = True
    is_shared: bool = False


class Kept(NamedTuple):
    """The person's choices for one list, and the views above it. `address` takes the forms (empty: nobody keeps)."""

    columns: tuple[str, ...] = ()
    size: int | None = None
    density: str = ""
    start: str = ""
    hints: tuple[str, ...] = ()
    views: tuple[KeptView, ...] = ()
    address: str = ""
    may_share: bool = False

    def view(self, public_id: str) -> KeptView | None:
        """The view, where it is in sight."""
        return next((v for v in self.views if v.public_id == public_id), None)


def kept_of(table: Table) -> Kept:
    """What the actor keeps for the list; nothing where no room provides it."""
    provider = registry.providers.get("lists")
    found: Kept = provider(table.name) if provider else Kept()
    return found


def pairs_of(table: Table, ask: Ask) -> list[tuple[str, str]]:
    """Filters, search and order as parameters of an address; the order only where it is not the list's own."""
    found = [(f.name, v) for f in table.filters for v in ask.filters.get(f.name, ())]
    if ask.search:
        found.append(("q", ask.search))
    return [*found, ("sort", ask.sort)] if ask.sort != table.sort else found


def narrowing(table: Table, ask: Ask) -> str:
    """The same as text, as a view keeps it."""
    return urlencode(pairs_of(table, ask))
