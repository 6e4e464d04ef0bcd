"""The one statement that every list page asks for: what the person keeps for the list, and the views above it.

Written by hand because compiling it costs more than running it. It says what `queries.in_sight` says; a test compares.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from nucleus.kernel.actor import Actor

COLUMNS = "public_id, name, query, columns, is_shared, owner_id, size, density, start, hints"
MINE = f'SELECT {COLUMNS} FROM personal_savedview WHERE owner_id = %s AND "table" = %s'  # noqa: S608 - names are ours
ORDER = " ORDER BY is_shared, name"


def rows_of_list(actor: Actor, table: str) -> list[tuple[Any, ...]]:
    """The rows of a list in sight of the person; of the superadmin, who is in no organization, the own ones."""
    statement, values = MINE, [actor.user, table]
    if not actor.is_superadmin:
        if actor.place is None:
            return []
        statement = MINE.replace("owner_id = %s", "(owner_id = %s OR is_shared) AND organization_id = %s")
        values = [actor.user, actor.place.organization, table]
    with connection.cursor() as cursor:
        cursor.execute(statement + ORDER, values)
        return list(cursor.fetchall())
