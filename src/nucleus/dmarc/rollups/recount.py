"""Recounting days from records. Raw SQL: a few grouped statements for all days that a batch touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db import connection

from nucleus.dmarc.reports.records import FORWARDED

TABLES: Final = {
    "dmarc_domain_day": "domain_id bigint NOT NULL, day integer NOT NULL, reports integer NOT NULL, {sums}",
    "dmarc_source_day": "domain_id bigint NOT NULL, day integer NOT NULL, source_id bigint NOT NULL, {sums}",
    "dmarc_country_day": "domain_id bigint NOT NULL, day integer NOT NULL, country varchar(2) NOT NULL, {sums}",
}
KEYS: Final = {
    "dmarc_domain_day": "domain_id, day",
    "dmarc_source_day": "domain_id, day, source_id",
    "dmarc_country_day": "domain_id, day, country",
}
SUMS: Final = ("messages", "aligned", "dkim_only", "spf_only", "failed", "quarantined", "rejected", "forwarded")
_COUNT: Final = f"""
 SUM(r.count), SUM(CASE WHEN r.dkim = 1 AND r.spf = 1 THEN r.count ELSE 0 END),
 SUM(CASE WHEN r.dkim = 1 AND r.spf = 0 THEN r.count ELSE 0 END),
 SUM(CASE WHEN r.dkim = 0 AND r.spf = 1 THEN r.count ELSE 0 END),
 SUM(CASE WHEN r.dkim = 0 AND r.spf = 0 THEN r.count ELSE 0 END),
 SUM(CASE WHEN r.disposition = 1 THEN r.count ELSE 0 END), SUM(CASE WHEN r.disposition = 2 THEN r.count ELSE 0 END),
 SUM(CASE WHEN (r.flags & {FORWARDED}) <> 0 THEN r.count ELSE 0 END)
"""
_ADDED: Final = ", ".join(f"SUM(s.{name})" for name in SUMS)
# The wanted pairs stand first in a join: `(domain_id, day) IN (VALUES …)` makes SQLite read the whole table. Sources
# are summed from the records, the other two from them: each record is looked at once.
_OF_RECORDS: Final = "pairs p JOIN dmarc_record r ON r.domain_id = p.domain_id AND r.day = p.day"
_OF_SOURCES: Final = "pairs p JOIN dmarc_source_day s ON s.domain_id = p.domain_id AND s.day = p.day"
_REPORTS: Final = (
    "(SELECT COUNT(DISTINCT r.report_id) FROM dmarc_record r WHERE r.domain_id = s.domain_id AND r.day = s.day)"
)
FILL: Final = {  # in this order
    "dmarc_source_day": f"SELECT r.domain_id, r.day, r.source_id, {_COUNT} FROM {_OF_RECORDS} "  # noqa: S608 - names are ours
    "GROUP BY r.domain_id, r.day, r.source_id",
    "dmarc_domain_day": f"SELECT s.domain_id, s.day, {_REPORTS}, {_ADDED} FROM {_OF_SOURCES} "  # noqa: S608 - names are ours
    "GROUP BY s.domain_id, s.day",
    "dmarc_country_day": f"SELECT s.domain_id, s.day, o.country, {_ADDED} FROM {_OF_SOURCES} "  # noqa: S608 - names are ours
    "JOIN reports_source o ON o.id = s.source_id GROUP BY s.domain_id, s.day, o.country",
}
CHUNK = 200


def create_sql(table: str, vendor: str) -> str:
    """The roll-up table for the database."""
    columns = TABLES[table].format(sums=", ".join(f"{name} bigint NOT NULL" for name in SUMS))
    end = " WITHOUT ROWID" if vendor == "sqlite" else ""
    return f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({KEYS[table]})){end}"


def recount_days(pairs: Collection[tuple[int, int]]) -> None:
    """Makes the sums of the (domain, day) pairs anew from their records. Safe to repeat; runs in the caller's
    transaction.
    """
    ordered = sorted(pairs)
    for at in range(0, len(ordered), CHUNK):
        _recount(ordered[at : at + CHUNK])


def fill_sql(table: str, pairs: int) -> str:
    """The statement that sums so many pairs up into the table."""
    marks = ", ".join(["(%s, %s)"] * pairs)
    return f"INSERT INTO {table} WITH pairs (domain_id, day) AS (VALUES {marks}) {FILL[table]}"


def _recount(pairs: Sequence[tuple[int, int]]) -> None:
    values = [v for pair in pairs for v in pair]
    with connection.cursor() as cursor:
        for table in FILL:
            cursor.executemany(f"DELETE FROM {table} WHERE domain_id = %s AND day = %s", pairs)  # noqa: S608 - names are ours
            cursor.execute(fill_sql(table, len(pairs)), values)


ORGANIZATION_DAYS: Final = """
WITH pairs (organization_id, day) AS (VALUES {marks})
SELECT d.organization_id, s.day, COUNT(DISTINCT s.domain_id), SUM(s.reports), SUM(s.messages),
 SUM(s.aligned + s.dkim_only + s.spf_only), SUM(s.failed), SUM(s.quarantined), SUM(s.rejected)
FROM pairs p JOIN domains_domain d ON d.organization_id = p.organization_id
 JOIN dmarc_domain_day s ON s.domain_id = d.id AND s.day = p.day
GROUP BY d.organization_id, s.day
"""


def organization_sums(pairs: Sequence[tuple[int, int]]) -> list[tuple[Any, ...]]:
    """(organization, day, domains, reports, messages, passed, failed, quarantined, rejected) of the (organization,
    day) pairs.
    """
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for at in range(0, len(pairs), CHUNK):
            part = pairs[at : at + CHUNK]
            marks = ", ".join(["(%s, %s)"] * len(part))
            cursor.execute(ORGANIZATION_DAYS.format(marks=marks), [v for pair in part for v in pair])
            found.extend(cursor.fetchall())
    return found
