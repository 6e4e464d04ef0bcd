"""Log lines: JSON, with where they come from, and without secrets, whatever wrote them."""

from __future__ import annotations

import io
import logging
import sys

import orjson
import pytest
import structlog

from nucleus.operations.monitoring import logs
from nucleus.platform.audit.context import Origin, coming_from


@pytest.fixture
def lines(monkeypatch):
    """Reads what is logged; puts the house's own set-up back afterwards."""
    stream = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        logs.configure("INFO")
    yield lambda: [orjson.loads(line) for line in stream.getvalue().splitlines()]
    logs.configure("INFO")


def test_what_django_says_of_a_refusal_names_the_request(lines, client, db):
    client.get("/api/crm/organizations", headers={"X-Request-ID": "trace-0001"})
    assert {(line["logger"], line["request_id"]) for line in lines()} == {("django.request", "trace-0001")}


def test_a_line_says_what_when_and_for_which_request(lines, cast):
    with coming_from(Origin("127.0.0.1", "abc123", "page")), cast.acting("harbour"):
        structlog.get_logger("nucleus.test").info("thing.done", count=3)
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "thing.done",
        "count": 3,
        "level": "info",
        "logger": "nucleus.test",
        "request_id": "abc123",
        "address": "127.0.0.1",
        "door": "page",
        "actor": "USR-harbour",
    }


def test_the_standard_library_takes_the_same_way(lines):
    logging.getLogger("django.test").warning("Bad %s", "password=hunter2")
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("Bad password=***", "warning", "django.test")


def test_secrets_are_dropped_by_name_at_any_depth(lines):
    structlog.get_logger("nucleus.test").info(
        "x",
        password="hunter2",
        headers={"Authorization": "Bearer hunter2", "Cookie": "s=hunter2", "Accept": "text/html"},
        items=[{"api_key": "hunter2", "n": 1}],
        url="smtp://user:hunter2@mail.test/",
        raw=b"hunter2",
    )
    (line,) = lines()
    assert "hunter2" not in orjson.dumps(line).decode()
    assert line["headers"] == {"Authorization": "***", "Cookie": "***", "Accept": "text/html"}
    assert line["items"] == [{"api_key": "***", "n": 1}]
    assert line["url"] == "smtp://***@mail.test/"


def test_a_traceback_has_no_values_of_variables(lines):
    hidden = "hunter" + str(2)
    try:
        int(f"token={hidden}")
    except ValueError:
        structlog.get_logger("nucleus.test").exception("failed")
    (line,) = lines()
    assert "ValueError: invalid literal for int() with base 10: 'token=***'" in line["exception"]
    assert "hunter2" not in line["exception"]


def test_forged_lines_stay_inside_their_own(lines):
    structlog.get_logger("nucleus.test").info("x", name='a\n{"event": "forged"}')
    assert [line["event"] for line in lines()] == ["x"]
