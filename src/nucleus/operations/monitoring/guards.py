"""Triggers that refuse to change or remove audit lines, whatever reaches the database.

Written by hand because Django knows no triggers. They are put up after each migration: rebuilding a table on SQLite
drops them.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from nucleus.operations.monitoring.chain import CONTENT

TABLE = "audit_line"
FIXED = tuple(column for column in CONTENT if column != "parent_line")
SEAL = ("sequence", "previous_hash", "hash")


def _condition(differs: str) -> str:
    """What an UPDATE may not do: touch content, a seal that is there, or a tie to the outer command that is there."""

    def changed(column: str) -> str:
        return f'OLD."{column}" {differs} NEW."{column}"'

    content = " OR ".join(changed(c) for c in ("id", "organization_id", *FIXED))
    sealed = " OR ".join(changed(c) for c in (*SEAL, "parent_line"))
    tied = f'(OLD."parent_line" IS NOT NULL AND {changed("parent_line")})'
    return f'{content} OR (OLD."sequence" IS NOT NULL AND ({sealed})) OR {tied}'


SQLITE_UP = (
    f"""CREATE TRIGGER IF NOT EXISTS audit_line_fixed BEFORE UPDATE ON {TABLE} WHEN {_condition("IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'an audit line is never changed'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS audit_line_kept BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'an audit line is never removed'); END""",
)
SQLITE_DOWN = ("DROP TRIGGER IF EXISTS audit_line_fixed", "DROP TRIGGER IF EXISTS audit_line_kept")

POSTGRES_UP = (
    """CREATE OR REPLACE FUNCTION audit_line_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an audit line is never changed or removed' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE OR REPLACE TRIGGER audit_line_fixed BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN ({_condition("IS DISTINCT FROM")}) EXECUTE FUNCTION audit_line_refuse()""",
    f"""CREATE OR REPLACE TRIGGER audit_line_kept BEFORE DELETE ON {TABLE} FOR EACH ROW
    EXECUTE FUNCTION audit_line_refuse()""",
    f"""CREATE OR REPLACE TRIGGER audit_line_whole BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT
    EXECUTE FUNCTION audit_line_refuse()""",
)
POSTGRES_DOWN = tuple(
    f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in ("audit_line_fixed", "audit_line_kept", "audit_line_whole")
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Puts the guards up, or leaves them."""
    _run(connection, SQLITE_UP if connection.vendor == "sqlite" else POSTGRES_UP)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Takes them away: for a restore from a backup, and for tests that empty the database."""
    _run(connection, SQLITE_DOWN if connection.vendor == "sqlite" else POSTGRES_DOWN)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        put_up(connection)
