"""The outermost write transaction: fair on SQLite through a lock file, plain on PostgreSQL."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

_held = threading.local()


@contextmanager
def write_transaction() -> Iterator[None]:
    """Opens a transaction, or joins the one that is open.

    SQLite lets hot writers starve each other; a file lock taken before the outermost BEGIN IMMEDIATE queues them.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _queue(connection.settings_dict), transaction.atomic():
        yield


@contextmanager
def queued() -> Iterator[None]:
    """The same place in the queue for one statement that needs no transaction of its own."""
    if connection.in_atomic_block or connection.vendor != "sqlite":
        yield
        return
    with _queue(connection.settings_dict):
        yield


@contextmanager
def _queue(settings: dict[str, Any]) -> Iterator[None]:
    name = str(settings["NAME"])
    if name.startswith("file:") or name == ":memory:" or getattr(_held, "held", False):
        yield
        return
    with Path(name + ".queue").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _held.held = True
        try:
            yield
        finally:
            _held.held = False
            fcntl.flock(handle, fcntl.LOCK_UN)
