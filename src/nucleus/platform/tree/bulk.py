"""Writing many rows at once, for the software itself.

`QuerySet.bulk_update` builds one expression for each cell, which costs more than all else in a batch of received files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import ScopeViolation
from nucleus.platform.tree.tenant import FIXED


def update_rows(rows: Iterable[models.Model], fields: Sequence[str]) -> None:
    """Writes these fields of stored rows of one model, in the order of their keys, in the caller's transaction.

    Only for the system as actor, because nothing asks here whose rows they are; place columns are refused all the same.
    Raises ScopeViolation.
    """
    ordered = sorted(rows, key=lambda row: row.pk)
    if not ordered:
        return
    if not current_actor().is_system or FIXED & set(fields):
        raise ScopeViolation("rows are written in bulk by the software only, and never moved")
    meta = ordered[0]._meta
    quote = connection.ops.quote_name
    columns: list[Any] = [meta.get_field(name) for name in fields]
    changes = ", ".join(f"{quote(column.column)} = %s" for column in columns)
    key: Any = meta.pk
    values = [
        [*(column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns), row.pk]
        for row in ordered
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(meta.db_table)} SET {changes} WHERE {quote(key.column)} = %s",  # noqa: S608 - names are ours
            values,
        )
