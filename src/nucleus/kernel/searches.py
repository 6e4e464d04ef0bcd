"""Search sources: what a room lets people find. Declared in its `searches.py`; the room `search` keeps the index.

The index only finds: what is shown of a hit is read through the source's own scoped rows, as the person who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from nucleus.kernel.actor import Actor
from nucleus.kernel.events import Event, Receiver
from nucleus.kernel.registry import registry

FOLLOWER = "search_follower"  # the provider that is told of an event which some source follows


class Found(NamedTuple):
    """One thing that was found: its title, a second line, where it opens, an icon and its public id or shortcut."""

    title: str
    detail: str
    url: str
    icon: str = ""
    public_id: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """Rows of one model that are found by their words.

    `name` stands in the index (small letters). `rows` answers the scoped queryset; asked as the system it must answer
    every row that anybody may find. `words` are ORM paths of texts, the first being the title. `reads` are the paths
    handed to `says`, which answers title and second line. `spells` turns the texts of a row into what is found of them,
    where that is more (other spellings). `address` has a hole for the public id. `owner` is the path
    of the owning organization's key. `follow` maps an event to its field with the public id of the changed row; an
    empty field means that rows were added.
    """

    name: str
    label: Any
    icon: str
    permission: str
    model: Any
    rows: Callable[[], Any]
    words: tuple[str, ...]
    reads: tuple[str, ...]
    says: Callable[..., tuple[str, str]]
    address: str
    owner: str = "organization_id"
    follow: Mapping[str, str] = field(default_factory=dict)
    list_page: str = ""
    spells: Callable[..., Iterable[str]] | None = None

    @property
    def prefix(self) -> str:
        """How its public ids begin."""
        return str(getattr(self.model, "prefix", "") or "ORG")


@dataclass(frozen=True, slots=True)
class SearchList:
    """A short list that is found without the index: pages of the menu, actions, settings. `entries` gets the actor.

    `things` says that its entries are things of their own, which programs find too, and not only ways through pages.
    """

    name: str
    label: Any
    icon: str
    entries: Callable[[Actor], Sequence[Found]]
    things: bool = True


def follow_event(event: Event) -> None:
    """Hands an event on to the index, where one stands."""
    follower: Callable[[Event], None] | None = registry.providers.get(FOLLOWER)
    if follower is not None:
        follower(event)


def searchable(source: SearchSource | SearchList) -> None:
    """Registers a source, and follows its events."""
    registry.searches.add(source.name, source)
    events: Iterable[str] = source.follow if isinstance(source, SearchSource) else ()
    for name in events:
        known = registry.receivers.get(name, ())
        if not any(receiver.function is follow_event for receiver in known):
            registry.receivers.append(name, Receiver(name, follow_event, in_transaction=False))
