"""A closed set of stores that the rooms fill while they start; afterwards it is frozen.

An unknown store, a doubled key, or an entry after the start raises at once, so a mistake shows in the first test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

STORES: Final = (
    "permissions",  # name -> Permission
    "commands",  # name -> Command
    "events",  # name -> event class
    "receivers",  # event name -> list of receivers
    "references",  # object type -> Reference: finds, names and links a thing by its public id
    "resources",  # API and page resources: name -> table
    "jobs",  # name -> job
    "settings",  # key -> Setting
    "sensors",  # name -> health sensor
    "cells",  # cell kind -> function
    "notices",  # kind of notice -> NoticeKind
    "searches",  # search source
    "providers",  # what a lower room asks of an upper one: theme, menu, notices
)


class RegistryError(RuntimeError):
    """The registry was used in a way that it does not allow."""


class Store:
    """One named set of entries in the order of their registration."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Any] = {}
        self._frozen = False

    def add(self, key: str, entry: Any) -> None:
        """Registers an entry. Raises RegistryError for a doubled key or after the start."""
        if self._frozen:
            raise RegistryError(f"{self.name} is frozen: {key!r} came after the start")
        if key in self._entries:
            raise RegistryError(f"{key!r} stands in {self.name} already")
        self._entries[key] = entry

    def append(self, key: str, entry: Any) -> None:
        """Adds to the list under the key (receivers of an event)."""
        if self._frozen:
            raise RegistryError(f"{self.name} is frozen: {key!r} came after the start")
        self._entries.setdefault(key, []).append(entry)

    def get(self, key: str, default: Any = None) -> Any:
        """The entry, or the default."""
        return self._entries.get(key, default)

    def __getitem__(self, key: str) -> Any:
        try:
            return self._entries[key]
        except KeyError:
            raise RegistryError(f"{key!r} is not in {self.name}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> list[tuple[str, Any]]:
        """All entries in order."""
        return list(self._entries.items())

    def freeze(self) -> None:
        """Takes no more entries from here on."""
        self._frozen = True


class Registry:
    """All stores; `registry.commands`, `registry["commands"]`."""

    def __init__(self) -> None:
        self._stores = {name: Store(name) for name in STORES}

    def __getattr__(self, name: str) -> Store:
        try:
            return self.__dict__["_stores"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise RegistryError(f"no store is called {name!r}") from None

    __getitem__ = __getattr__

    def freeze(self) -> None:
        """Closes every store; called once, by the last room that starts."""
        for store in self._stores.values():
            store.freeze()


registry = Registry()
