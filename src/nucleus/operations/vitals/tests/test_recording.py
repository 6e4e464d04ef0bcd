"""What a process keeps of requests and log lines, and how it is written down."""

from __future__ import annotations

import datetime as dt
import io
import logging
import sys

import pytest
import structlog
import time_machine
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from nucleus.kernel.actor import system_actor
from nucleus.operations.monitoring import logs
from nucleus.operations.vitals import recording
from nucleus.operations.vitals.counting import CountingMiddleware
from nucleus.operations.vitals.jobs import forget
from nucleus.operations.vitals.measuring import recount_figures
from nucleus.operations.vitals.models import LogLine, Tally
from nucleus.platform.accounts.models import Attempt

NOON = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _empty_memory():
    recording._counts.clear()
    recording.lines.clear()
    yield
    recording._counts.clear()
    recording.lines.clear()


@pytest.fixture
def keeping(monkeypatch):
    """The root logger also keeps lines, as in a serving process."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())
        logs.configure("INFO")
    root = logging.getLogger()
    root.addHandler(recording.keep)
    yield
    root.removeHandler(recording.keep)
    logs.configure("INFO")


def test_requests_are_counted_by_the_first_word_of_their_route(client, db):
    with time_machine.travel(NOON, tick=False):
        for address in ("/health/live", "/health/live", "/api/crm/domains", "/no-such-page/", "/"):
            client.get(address)
        recording.write_down()
        client.get("/health/live")
        recording.write_down()
    rows = {row.name: (row.count, row.failed) for row in Tally.objects.filter(kind="requests", hour=NOON)}
    assert rows == {"health": (3, 0), "api/crm": (1, 0), "(unknown)": (1, 0), "(front)": (1, 0)}


def test_server_errors_count_as_failed(db):
    answers = iter([200, 503, 404])
    middleware = CountingMiddleware(lambda request: HttpResponse(status=next(answers)))
    for _ in range(3):
        middleware(RequestFactory().get("/x/"))
    recording.write_down()
    row = Tally.objects.get(kind="requests")
    assert (row.name, row.count, row.failed) == ("(unknown)", 3, 1)
    assert row.longest > 0


def test_nothing_is_lost_while_the_database_is_busy(db, keeping, monkeypatch):
    recording.count_request(RequestFactory().get("/x/"), HttpResponse(), 0.5)
    structlog.get_logger("nucleus.test").info("kept")

    def busy(*args, **kwargs):
        raise DatabaseError("busy")

    with monkeypatch.context() as patch:
        patch.setattr(Tally.objects, "get_or_create", busy)
        with pytest.raises(DatabaseError):
            recording.write_down()
    assert (Tally.objects.count(), LogLine.objects.count()) == (0, 0)
    recording.write_down()
    assert (Tally.objects.get().count, LogLine.objects.get().event) == (1, "kept")


def test_lines_keep_their_fields_and_no_secret(db, keeping):
    structlog.get_logger("nucleus.test").warning("thing.failed", password="hunter2", count=3, request_id="abc")
    try:
        int("token=hunter2")
    except ValueError:
        structlog.get_logger("nucleus.test").exception("broke")
    recording.write_down()
    first, second = LogLine.objects.order_by("pk")
    assert (first.level, first.logger, first.event, first.request_id) == (
        "warning",
        "nucleus.test",
        "thing.failed",
        "abc",
    )
    assert first.facts == {"password": "***", "count": 3}
    assert "'token=***'" in second.facts["exception"]
    assert recording.lines == recording.lines.__class__()


def test_memory_is_bounded(keeping, db):
    for number in range(recording.MOST + 5):
        recording.lines.append(f'{{"timestamp":"2026-03-01T12:00:00Z","event":"{number}"}}')
    recording.write_down()
    assert LogLine.objects.count() == recording.MOST
    assert LogLine.objects.order_by("pk")[0].event == "5"


def test_the_log_page_finds_the_lines_of_a_request(cast, signed, keeping):
    structlog.get_logger("nucleus.test").warning("one", request_id="aaaa", depth="deep")
    structlog.get_logger("nucleus.other").error("two", request_id="bbbb")
    recording.write_down()
    client = signed("nucleus", role="administrator")
    page = client.get("/admin/logs/?request=aaaa").content.decode()
    assert ("one" in page, "two" in page) == (True, False)
    line = LogLine.objects.get(event="one")
    detail = client.get(f"/admin/logs/{line.public_id}/").content.decode()
    assert "deep" in detail
    assert "/admin/logs/?request=aaaa" in detail
    assert client.get("/admin/logs/LOG-NOWHERE/").status_code == 404
    export = client.get("/admin/logs/?export=csv&part=nucleus.other")
    assert b"".join(export.streaming_content).decode().count("\n") == 2
    assert [i["event"] for i in client.get("/api/monitor/logs?level=error").json()["items"]] == ["two"]


def test_slow_requests_leave_a_line(db, keeping, settings):
    with time_machine.travel(NOON, tick=False):
        ticks = iter([0.0, 3.5])
        middleware = CountingMiddleware(lambda request: HttpResponse())
        from nucleus.operations.vitals import counting

        original = counting.time.perf_counter
        counting.time.perf_counter = lambda: next(ticks)
        try:
            middleware(RequestFactory().get("/x/"))
        finally:
            counting.time.perf_counter = original
    recording.write_down()
    line = LogLine.objects.get()
    assert (line.event, line.level, line.facts["milliseconds"]) == ("request.slow", "warning", 3500)


def test_figures_are_recounted_not_added(cast):
    with time_machine.travel(NOON, tick=False):
        for succeeded in (True, False, False):
            Attempt.objects.create(account_hash="x", network="127.0.0.1", succeeded=succeeded)
        with system_actor("test"):
            recount_figures()
            recount_figures()
        row = Tally.objects.get(kind="sign-ins")
        assert (row.hour, row.count, row.failed) == (NOON, 3, 2)
        Attempt.objects.all().delete()
        with system_actor("test"):
            recount_figures()
        assert Tally.objects.filter(kind="sign-ins").count() == 0


def test_statistics_pages(cast, signed):
    with time_machine.travel(NOON, tick=False):
        Tally.objects.create(hour=NOON, kind="requests", name="api/crm", count=90, failed=9, spent=900, longest=50)
        Tally.objects.create(hour=NOON - dt.timedelta(days=3), kind="requests", name="dmarc", count=10, spent=100)
        client = signed("nucleus", role="administrator")
        week = client.get("/admin/statistics/").content.decode()
        assert ("api/crm" in week, "dmarc" in week) == (True, True)
        today = client.get("/admin/statistics/?days=1").content.decode()
        assert "10.0% failed" in today
        assert (week.count('class="spark'), today.count('class="spark')) == (1, 1)  # under what was counted only
        assert client.get("/admin/statistics/?days=5").status_code == 400
        items = client.get("/api/monitor/statistics?kind=requests").json()["items"]
        assert [(i["day"], i["name"], i["total"], i["bad"], i["mean"]) for i in items] == [
            ("2026-03-01", "api/crm", 90, 9, 10.0),
            ("2026-02-26", "dmarc", 10, 0, 10.0),
        ]


def test_what_is_old_is_forgotten(db):
    with time_machine.travel(NOON, tick=False):
        for days in (1, 13, 15):
            LogLine.objects.create(public_id=f"LOG-{days}", at=NOON - dt.timedelta(days=days), level="info", logger="x")
        for days in (1, 500):
            Tally.objects.create(hour=NOON - dt.timedelta(days=days), kind="requests", name="x")
        forget()
    assert (LogLine.objects.count(), Tally.objects.count()) == (2, 1)
