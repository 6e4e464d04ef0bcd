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
FILL: Final = {
    "dmarc_domain_day": f"SELECT r.domain_id, r.day, COUNT(DISTINCT r.report_id), {_COUNT} FROM dmarc_record r WHERE {{pairs}} GROUP BY r.domain_id, r.day",
    "dmarc_source_day": f"SELECT r.domain_id, r.day, r.source_id, {_COUNT} FROM dmarc_record r WHERE {{pairs}} GROUP BY r.domain_id, r.day, r.source_id",
    "dmarc_country_day": f"SELECT r.domain_id, r.day, s.country, {_COUNT} FROM dmarc_record r JOIN reports_source s ON s.id = r.source_id WHERE {{pairs}} GROUP BY r.domain_id, r.day, s.country",
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


def _recount(pairs: Sequence[tuple[int, int]]) -> None:
    values = [v for pair in pairs for v in pair]
    marks = ", ".join(["(%s, %s)"] * len(pairs))
    with connection.cursor() as cursor:
        for table, fill in FILL.items():
            cursor.execute(f"DELETE FROM {table} WHERE (domain_id, day) IN (VALUES {marks})", values)  # noqa: S608 - names are ours
            cursor.execute(
                f"INSERT INTO {table} {fill.format(pairs=f'(r.domain_id, r.day) IN (VALUES {marks})')}",
                values,
            )


ORGANIZATION_DAYS: Final = """
SELECT d.organization_id, s.day, COUNT(DISTINCT s.domain_id), SUM(s.reports), SUM(s.messages),
 SUM(s.aligned + s.dkim_only + s.spf_only), SUM(s.failed), SUM(s.quarantined), SUM(s.rejected)
FROM dmarc_domain_day s JOIN domains_domain d ON d.id = s.domain_id
WHERE (d.organization_id, s.day) IN (VALUES {marks}) GROUP BY d.organization_id, s.day
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
