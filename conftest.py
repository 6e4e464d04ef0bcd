"""Fixtures of the whole house: the cast, and loopback only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from pytest_socket import socket_allow_hosts

from nucleus.operations.monitoring.guards import take_down

ROOT = Path(__file__).resolve().parent
pytest_plugins = ["tests.built_files", "tests.cast", "tests.pseudo", "tests.shelves"]


# Argon2id with its smallest cost: sign-ins are tested by the hundred, and the algorithm stays the one in use.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


def pytest_sessionstart() -> None:
    """The texts of the languages are compiled where their catalogue is newer: they are built, not committed."""
    for catalogue in (ROOT / "src" / "nucleus" / "locale").rglob("*.po"):
        built = catalogue.with_suffix(".mo")
        if not built.exists() or built.stat().st_mtime < catalogue.stat().st_mtime:
            subprocess.run([sys.executable, "tools/translations.py", "--compile"], cwd=ROOT, check=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: "tests/contracts" not in item.nodeid)


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    """No test reaches past this machine."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _audit_lines_go_with_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lets Django empty the database after a test with real commits: the guards of the audit trail refuse that.

    Emptying ends with the signal that puts them up again.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    take_down(connection)


@pytest.fixture(autouse=True)
def _fresh_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test may ask the API as often as one minute allows, whatever others do beside it."""
    from django.conf import settings

    from nucleus.platform.limits.middleware import counters

    monkeypatch.setattr(settings, "LIMITS_DIR", "")
    counters().clear()


@pytest.fixture(autouse=True)
def _fresh_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Themes are kept for seconds in each process; a test begins without those of the one before.

    Within a test they are not read again, however slow the machine is: pinned query counts must not depend on it.
    """
    from nucleus.platform.branding import resolution  # the apps are there by now

    monkeypatch.setattr(resolution, "SECONDS", 3600.0)
    resolution.forget_looks()
