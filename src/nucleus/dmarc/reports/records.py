"""The record table: written by arrays, read by joins that always start at domains in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

COLUMNS: Final = (
    "domain_id", "day", "report_id", "seq", "source_id", "count", "disposition", "dkim", "spf", "flags",
    "header_from_id", "envelope_from_id", "envelope_to_id", "evidence_id",
)  # fmt: skip
Row = tuple[int, ...]

DISPOSITIONS: Final = ("none", "quarantine", "reject", "pass")
FORWARDED: Final = 1  # override forwarded, trusted_forwarder or mailing_list
LOCAL_POLICY: Final = 2
SAMPLED_OUT: Final = 4
TEST_MODE: Final = 8
OTHER_OVERRIDE: Final = 16
FLAGS: Final = {
    "forwarded": FORWARDED,
    "trusted_forwarder": FORWARDED,
    "mailing_list": FORWARDED,
    "local_policy": LOCAL_POLICY,
    "sampled_out": SAMPLED_OUT,
    "policy_test_mode": TEST_MODE,
}

CREATE = """
CREATE TABLE dmarc_record (
    domain_id bigint NOT NULL, day integer NOT NULL, report_id bigint NOT NULL, seq integer NOT NULL,
    source_id bigint NOT NULL, count bigint NOT NULL, disposition smallint NOT NULL, dkim smallint NOT NULL,
    spf smallint NOT NULL, flags smallint NOT NULL, header_from_id bigint NOT NULL, envelope_from_id bigint NOT NULL,
    envelope_to_id bigint NOT NULL, evidence_id bigint NOT NULL,
    PRIMARY KEY (domain_id, day, report_id, seq)
){end}
"""


def create_sql(vendor: str) -> str:
    """The table for the database: clustered on SQLite, where that halves the bytes of a row."""
    return CREATE.format(end=" WITHOUT ROWID" if vendor == "sqlite" else "")


def append_records(rows: Sequence[Row]) -> None:
    """Adds rows in the order of COLUMNS. Runs in the caller's transaction."""
    if not rows:
        return
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(["%s::bigint[]"] * len(COLUMNS))
            cursor.execute(
                f"INSERT INTO dmarc_record ({names}) SELECT * FROM unnest({arrays})",  # noqa: S608 - names are ours
                [[*map(int, column)] for column in zip(*rows, strict=True)],  # psycopg sends True as a boolean
            )
            return
        marks = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f"INSERT INTO dmarc_record ({names}) VALUES ({marks})", rows)  # noqa: S608


def rows_of_report(domain_ids: Sequence[int], day: int, report: int) -> list[Row]:
    """The stored rows of one report, by sequence, for comparison with a re-send."""
    names = ", ".join(COLUMNS[3:])
    found: list[Row] = []
    with connection.cursor() as cursor:
        for domain in domain_ids:
            cursor.execute(
                f"SELECT {names} FROM dmarc_record WHERE domain_id = %s AND day = %s AND report_id = %s",  # noqa: S608
                [domain, day, report],
            )
            found.extend(cursor.fetchall())
    return sorted(found)
