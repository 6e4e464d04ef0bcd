"""Rows into tables by the hundred thousand: one prepared statement for a model, constants for what does not vary."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from nucleus.kernel.ids import ALPHABET, LENGTH

CHUNK = 20_000


class Loader:
    """Writes rows of a model. `varying` are its columns that each row gives; the others take `fixed` or their default.

    Runs in the caller's transaction, past scope and gate: for the large instance only.
    """

    def __init__(self, model: type[models.Model], varying: Sequence[str], **fixed: Any) -> None:
        self.model = model
        fields: list[Any] = list(model._meta.concrete_fields)
        given = {f.attname: f for f in fields}
        rest = [f for f in fields if f.attname not in varying and not f.primary_key]
        columns = [given[name].column for name in varying] + [f.column for f in rest]
        self._constants = tuple(
            f.get_db_prep_save(fixed[f.attname] if f.attname in fixed else f.get_default(), connection) for f in rest
        )
        quote = connection.ops.quote_name
        names = ", ".join(quote(c) for c in columns)
        marks = ", ".join(["%s"] * len(columns))
        self._statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names are ours

    def load(self, rows: Iterable[Sequence[Any]]) -> int:
        """Writes the rows in chunks. Answers how many."""
        total = 0
        waiting = iter(rows)
        while chunk := [(*row, *self._constants) for row in itertools.islice(waiting, CHUNK)]:
            with connection.cursor() as cursor:
                cursor.executemany(self._statement, chunk)
            total += len(chunk)
        return total

    def next_key(self) -> int:
        """The key behind the last one that is taken."""
        last = self.model._base_manager.aggregate(last=models.Max("pk"))["last"]
        return (last or 0) + 1


def reset_keys(tables: Sequence[type[models.Model]]) -> None:
    """Tells a database that counts keys by itself where to go on."""
    statements = connection.ops.sequence_reset_sql(_plain_style(), list(tables))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _plain_style() -> Any:
    from django.core.management.color import no_style  # noqa: PLC0415 - only the end of a build asks for it

    return no_style()


def moment(value: dt.datetime) -> Any:
    """A moment as the database stores it."""
    return connection.ops.adapt_datetimefield_value(value)


class Drawing(random.Random):
    """Seeded chance that also draws public ids."""

    def public_id(self, prefix: str) -> str:
        """An id of the house's form; repeatable, so never for anything but the demo."""
        return f"{prefix}-{''.join(self.choices(ALPHABET, k=LENGTH))}"
