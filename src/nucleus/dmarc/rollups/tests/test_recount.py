"""Recounting reads the rows of the days it is asked for, and no others."""

from __future__ import annotations

import pytest
from django.db import connection

from nucleus.dmarc.reports.records import append_records
from nucleus.dmarc.rollups.recount import FILL, fill_sql, organization_sums, recount_days

PASS, FAIL = True, False


def sums(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
        return cursor.fetchall()


@pytest.fixture
def records(db):
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO reports_source (id, ip, country, asn, network, sender, kind, data_version)"
            " VALUES (%s, %s, %s, NULL, '', '', '', '')",
            [(1, "192.0.2.1", "NL"), (2, "192.0.2.2", "NL"), (3, "192.0.2.3", "")],
        )
    append_records(
        [  # domain, day, report, seq, source, count, disposition, dkim, spf, flags, three names, evidence
            (5, 100, 1, 0, 1, 10, 0, PASS, PASS, 0, 1, 1, 1, 1),
            (5, 100, 1, 1, 2, 4, 0, PASS, FAIL, 1, 1, 1, 1, 1),
            (5, 100, 2, 0, 1, 3, 1, FAIL, PASS, 0, 1, 1, 1, 1),
            (5, 101, 3, 0, 3, 2, 2, FAIL, FAIL, 0, 1, 1, 1, 1),
            (6, 100, 1, 2, 1, 7, 0, PASS, PASS, 0, 1, 1, 1, 1),
        ]
    )


def test_each_table_sums_up_its_days_however_often(records):
    for _ in range(2):
        recount_days([(5, 100), (5, 101), (9, 100)])
    assert sums("dmarc_domain_day") == [(5, 100, 2, 17, 10, 4, 3, 0, 3, 0, 4), (5, 101, 1, 2, 0, 0, 0, 2, 0, 2, 0)]
    assert sums("dmarc_source_day") == [
        (5, 100, 1, 13, 10, 0, 3, 0, 3, 0, 0), (5, 100, 2, 4, 0, 4, 0, 0, 0, 0, 4), (5, 101, 3, 2, 0, 0, 0, 2, 0, 2, 0),
    ]  # fmt: skip
    assert sums("dmarc_country_day") == [
        (5, 100, "NL", 17, 10, 4, 3, 0, 3, 0, 4), (5, 101, "", 2, 0, 0, 0, 2, 0, 2, 0),
    ]  # fmt: skip


def test_a_day_whose_records_went_has_no_sums(records):
    recount_days([(6, 100)])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dmarc_record WHERE domain_id = 6")
    recount_days([(6, 100)])
    assert [sums(table) for table in FILL] == [[], [], []]
    assert organization_sums([(1, 100)]) == []


@pytest.mark.parametrize("table", FILL)
def test_no_statement_reads_a_whole_table(db, table):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of SQLite; PostgreSQL chooses by its statistics")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {fill_sql(table, 90)}", [0] * 180)
        plan = [line[3] for line in cursor.fetchall()]
    assert [line for line in plan if line.startswith("SCAN") and line not in ("SCAN p", "SCAN 90 CONSTANT ROWS")] == []
