"""Finding the view of an address without trying every room: by the fixed words that the address begins with.

Django tries the patterns of all rooms one after the other, which costs a list a twentieth of its time. Here the words
of the address lead to the few patterns that may match it; these Django tries itself, in the order of the house, so the
answer is the one that trying all of them would give.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Room = tuple[Sequence[URLPattern | URLResolver], str]  # as `include` takes it: patterns, name space
Words = tuple[str, ...]


def fixed_words(entry: URLPattern | URLResolver) -> Words:
    """The words between slashes that every address of the pattern begins with; none where it is not a plain route."""
    if not isinstance(entry.pattern, RoutePattern):
        return ()
    words = str(entry.pattern).split("/")
    holes = [at for at, word in enumerate(words) if "<" in word]
    if holes:
        return tuple(words[: holes[0]])
    return tuple(words if isinstance(entry, URLPattern) else words[:-1])  # behind a prefix any word may follow


class _Node:
    """A word of the addresses. `entries` are the places, in the order of the house, of the patterns that lead here."""

    __slots__ = ("above", "below", "entries", "resolver")

    def __init__(self, above: _Node | None = None) -> None:
        self.above = above
        self.below: dict[str, _Node] = {}
        self.entries: list[int] = []
        self.resolver: URLResolver | None = None

    def candidates(self) -> list[int]:
        """The patterns that lead here or end on the way, in the order of the house."""
        found = list(self.entries)
        node = self.above
        while node is not None:
            found += node.entries
            node = node.above
        return sorted(found)


class Addresses(URLResolver):
    """The addresses of all rooms. To whoever walks it, it is the list of rooms that Django's `include` makes."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._rooms = [_room(patterns, name) for patterns, name in rooms]
        self._entries = [(room, entry) for room in self._rooms for entry in room.url_patterns]
        self._top = _Node()
        for place, (_room_of, entry) in enumerate(self._entries):
            node = self._top
            for word in fixed_words(entry):
                node = node.below.setdefault(word, _Node(node))
            node.entries.append(place)
        super().__init__(RoutePattern(""), self._rooms)

    def resolve(self, path: str) -> ResolverMatch:
        """The match of the first pattern that takes the path. Raises Resolver404."""
        node = self._top
        for word in str(path).split("/"):
            following = node.below.get(word)
            if following is None:
                break
            node = following
        if node.resolver is None:
            node.resolver = self._resolver_of(node)
        return node.resolver.resolve(path)

    def _resolver_of(self, node: _Node) -> URLResolver:
        """Django's own resolver over the candidates of the node."""
        kept: dict[str, list[URLPattern | URLResolver]] = {}
        for place in node.candidates():
            room, entry = self._entries[place]
            kept.setdefault(str(room.namespace), []).append(entry)
        return URLResolver(RoutePattern(""), [_room(entries, name) for name, entries in kept.items()])


def _room(patterns: Sequence[URLPattern | URLResolver], name: str) -> URLResolver:
    return URLResolver(RoutePattern(""), list(patterns), app_name=name, namespace=name)
