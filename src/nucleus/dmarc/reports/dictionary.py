"""Texts to ids: the dictionaries that keep records narrow. Raw SQL, because every record passes here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, transaction

CHUNK = 500
CACHE_BOUND = 200_000


class Dictionary:
    """One table of distinct texts. `ids` answers the id of each text and adds the ones that are new.

    `mostly_new` says that most of what this process does not know is not stored either: it is then inserted unasked.
    What a transaction added is remembered by the process only once it is committed: a rolled-back id must not live on.
    """

    def __init__(self, table: str, key: str, others: Sequence[str] = (), *, mostly_new: bool = False) -> None:
        self.table = table
        self.key = key
        self.others = tuple(others)
        self.mostly_new = mostly_new
        self._known: dict[str, int] = {}

    def ids(self, keys: Iterable[str], row_of: Callable[[str], tuple[Any, ...]]) -> dict[str, int]:
        """The id of each key; `row_of` makes the (key, *others) row of one that is not stored yet."""
        known = self._known
        found: dict[str, int] = {}
        missing = []
        for key in keys:
            number = known.get(key)
            if number is None:
                missing.append(key)
            else:
                found[key] = number
        if missing:
            stored = {} if self.mostly_new else self._read(missing)
            fresh = sorted(key for key in missing if key not in stored)
            stored |= self._add([row_of(key) for key in fresh])
            stored |= self._read([key for key in fresh if key not in stored])  # what another batch added meanwhile
            found |= stored
            transaction.on_commit(lambda: self._remember(stored))
        return found

    def forget(self) -> None:
        """Empties the memory of the process: after a restore, and between tests."""
        self._known.clear()

    def _remember(self, stored: dict[str, int]) -> None:
        if len(self._known) + len(stored) > CACHE_BOUND:
            self._known.clear()
        self._known.update(stored)

    def _read(self, keys: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        with connection.cursor() as cursor:
            for at in range(0, len(keys), CHUNK):
                part = keys[at : at + CHUNK]
                marks = ",".join(["%s"] * len(part))
                cursor.execute(f"SELECT {self.key}, id FROM {self.table} WHERE {self.key} IN ({marks})", part)  # noqa: S608 - names are ours
                found.update(cursor.fetchall())
        return found

    def _add(self, rows: Sequence[tuple[Any, ...]]) -> dict[str, int]:
        """Inserts rows; answers the ids of those that were not there."""
        columns = ", ".join((self.key, *self.others))
        row = f"({', '.join(['%s'] * (1 + len(self.others)))})"
        found: dict[str, int] = {}
        with connection.cursor() as cursor:
            for at in range(0, len(rows), CHUNK):
                part = rows[at : at + CHUNK]
                cursor.execute(
                    f"INSERT INTO {self.table} ({columns}) VALUES {', '.join([row] * len(part))}"  # noqa: S608 - names are ours
                    f" ON CONFLICT ({self.key}) DO NOTHING RETURNING {self.key}, id",
                    [value for values in part for value in values],
                )
                found.update(cursor.fetchall())
        return found


SOURCES = Dictionary("reports_source", "ip", ("country", "asn", "network", "sender", "kind", "data_version"))
NAMES = Dictionary("reports_name", "text")
EVIDENCE = Dictionary("reports_evidence", "digest", ("content",), mostly_new=True)


def forget_all() -> None:
    """Empties the memory of all dictionaries."""
    for dictionary in (SOURCES, NAMES, EVIDENCE):
        dictionary.forget()
