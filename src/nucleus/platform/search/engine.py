"""The index in the form that suits the database: FTS5 on SQLite, a tsvector on PostgreSQL, behind three functions.

On both it is derived from the table of documents by the database itself (triggers, a generated column), so that no way
of writing documents, not even the move of an organization, leaves it behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from nucleus.platform.search.words import SHORTEST_PREFIX
from nucleus.platform.tree.scope import Condition

COLUMNS: Final = ("kind", "object", "organization_id", "distributor_id", "partner_id", "customer_id", "words")
Row = tuple[Any, ...]

_PLACES: Final = {"o": "organization_id", "d": "distributor_id", "p": "partner_id", "c": "customer_id"}


def _text(row: str, cast: str) -> str:
    """SQL for the whole text of a document: its kind, its kind at each level of its place, its words."""
    marks = [f"'_' || {row}kind"]
    marks += [f"COALESCE(' _' || {row}kind || '.{k}' || {row}{column}{cast}, '')" for k, column in _PLACES.items()]
    return " || ".join([*marks, f"CASE {row}words WHEN '' THEN '' ELSE ' ' || {row}words END"])


_ADD: Final = f"INSERT INTO search_index(rowid, text) VALUES (new.id, {_text('new.', '')});"  # noqa: S608 - names are ours
_DROP: Final = f"INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, {_text('old.', '')});"  # noqa: S608
_TABLE: Final = """CREATE VIRTUAL TABLE search_index USING fts5(
    text, content='', detail=none, columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 0 tokenchars '_.'"
)"""
SQLITE: Final = (
    _TABLE,
    f"CREATE TRIGGER search_added AFTER INSERT ON search_document BEGIN {_ADD} END",
    f"CREATE TRIGGER search_removed AFTER DELETE ON search_document BEGIN {_DROP} END",
    f"CREATE TRIGGER search_changed AFTER UPDATE ON search_document BEGIN {_DROP} {_ADD} END",
)
_COLUMN: Final = f"array_to_tsvector(string_to_array({_text('', '::text')}, ' '))"
POSTGRESQL: Final = (
    f"ALTER TABLE search_document ADD COLUMN found_by tsvector GENERATED ALWAYS AS ({_COLUMN}) STORED",
    "CREATE INDEX search_index ON search_document USING gin (found_by)",
)


def create_sql(vendor: str) -> Sequence[str]:
    """The statements that make the index beside the table of documents."""
    return SQLITE if vendor == "sqlite" else POSTGRESQL


def drop_sql(vendor: str) -> Sequence[str]:
    """The statements that take it away."""
    if vendor == "sqlite":
        return (*(f"DROP TRIGGER search_{act}" for act in ("added", "removed", "changed")), "DROP TABLE search_index")
    return ("ALTER TABLE search_document DROP COLUMN found_by",)


FTS5: Final = (
    "SELECT d.object FROM search_index CROSS JOIN search_document d ON d.id = search_index.rowid "
    "WHERE search_index MATCH %s{where} ORDER BY search_index.rowid DESC LIMIT %s"
)
TSVECTOR: Final = (
    "SELECT d.object FROM search_document d WHERE d.found_by @@ %s::tsquery{where} ORDER BY d.id DESC LIMIT %s"
)


def matching(reach: Sequence[str], words: Sequence[str], scope: Condition | bool, most: int) -> list[int]:
    """Keys of the rows within the reach whose documents hold a word that begins with each of `words`; newest first.

    `words` are folded. `scope` is the condition on the documents' place. At most `most` are looked for.
    """
    if not reach or not words or scope is False:
        return []
    where, values = ("", []) if scope is True else (f" AND {scope[0]}", scope[1])
    statement, ask = (FTS5, _fts5) if connection.vendor == "sqlite" else (TSVECTOR, _tsquery)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(where=where), [ask(reach, words), *values, most])
        return [row[0] for row in cursor.fetchall()]


def _fts5(reach: Sequence[str], words: Sequence[str]) -> str:
    marks = " OR ".join(f'"{mark}"' for mark in reach)
    return " AND ".join([f"({marks})", *(f'"{w}"{" *" if len(w) >= SHORTEST_PREFIX else ""}' for w in words)])


def _tsquery(reach: Sequence[str], words: Sequence[str]) -> str:
    marks = " | ".join(f"'{mark}'" for mark in reach)
    return " & ".join([f"({marks})", *(f"'{w}'{':*' if len(w) >= SHORTEST_PREFIX else ''}" for w in words)])


_SAME: Final = " AND ".join(
    f"search_document.{c} IS NOT DISTINCT FROM excluded.{c}" for c in COLUMNS if c not in ("kind", "object")
)


def write_documents(rows: Sequence[Row]) -> None:
    """Adds or changes documents, in the order of COLUMNS; what is the same already is left alone."""
    if not rows:
        return
    marks = ", ".join(["%s"] * len(COLUMNS))
    changes = ", ".join(f"{c} = excluded.{c}" for c in COLUMNS if c not in ("kind", "object"))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_document ({', '.join(COLUMNS)}) VALUES ({marks}) "  # noqa: S608 - names are ours
            f"ON CONFLICT (kind, object) DO UPDATE SET {changes} WHERE NOT ({_SAME})",
            rows,
        )
