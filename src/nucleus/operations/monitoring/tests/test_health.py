"""Health answers without sign-in and tells nothing of tenants."""

from __future__ import annotations

import datetime as dt

import time_machine

from nucleus.kernel.clock import now
from nucleus.platform.jobs.models import Worker


def worker(seconds):
    Worker.objects.create(name="w", host="h", pid=1, seen_at=now() - dt.timedelta(seconds=seconds))


def test_live(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json(), response["Cache-Control"]) == (200, {"status": "ok"}, "no-store")


def test_ready_with_a_worker(client, db):
    with time_machine.travel(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), tick=False):
        worker(2)
        response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "worker": "ok", "worker_silent_seconds": 2.0}


def test_not_ready_with_a_silent_worker_or_none(client, db):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["worker"]) == (503, "none")
    worker(61)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["worker"]) == (503, "silent")


def test_only_reading(client):
    assert client.post("/health/live").status_code == 405
