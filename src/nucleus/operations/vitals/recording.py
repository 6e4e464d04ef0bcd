"""What a process keeps of its requests and log lines, and writes down in batches beside its work.

Counting and logging touch memory only. One thread for each process (`start_recording`) writes every few seconds over
its own connection, so no request waits and a database that is busy costs nothing but lines beyond the bound.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import os
import sys
import threading
from collections import deque
from typing import Any

import orjson
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nucleus.kernel.clock import now
from nucleus.kernel.ids import public_id
from nucleus.operations.monitoring.logs import Keep
from nucleus.operations.vitals.measuring import hour_of
from nucleus.operations.vitals.models import LogLine, Tally
from nucleus.platform.gate.transaction import write_transaction

EVERY = 5.0  # seconds between two writings
MOST = 5000  # lines that wait in memory; the oldest give way
AT_ONCE = 500  # lines of one transaction
KNOWN = frozenset({"timestamp", "level", "logger", "event", "request_id", "actor", "door", "address"})

Counts = dict[tuple[dt.datetime, str], list[float]]
_lock = threading.Lock()
_counts: Counts = {}
lines: deque[str] = deque(maxlen=MOST)
keep = Keep(lines)


def count_request(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Counts an answer under the first word of its route; a server error counts as failed."""
    match = request.resolver_match
    route = match.route if match is not None else ""
    first, _slash, rest = route.partition("/")
    part = f"api/{rest.partition('/')[0]}" if first == "api" else first
    name = ("(unknown)" if match is None else part or "(front)")[:80]
    spent = seconds * 1000
    with _lock:
        found = _counts.setdefault((hour_of(now()), name), [0, 0, 0.0, 0.0])
        found[0] += 1
        found[1] += response.status_code >= 500
        found[2] += spent
        found[3] = max(found[3], spent)


def write_down() -> None:
    """Writes what was counted and logged since the last time. What cannot be written waits for the next time."""
    global _counts
    with _lock:
        taken, _counts = _counts, {}
    try:
        _write_counts(taken)
        taken = {}
        _write_lines()
    finally:
        with _lock:
            for key, values in taken.items():
                found = _counts.setdefault(key, [0, 0, 0.0, 0.0])
                found[:3] = [found[0] + values[0], found[1] + values[1], found[2] + values[2]]
                found[3] = max(found[3], values[3])


def _write_counts(taken: Counts) -> None:
    if not taken:
        return
    with write_transaction():
        for (hour, name), (count, failed, spent, longest) in taken.items():
            row, _made = Tally.objects.get_or_create(hour=hour, kind="requests", name=name)
            Tally.objects.filter(pk=row.pk).update(
                count=F("count") + int(count),
                failed=F("failed") + int(failed),
                spent=F("spent") + spent,
                longest=Greatest(F("longest"), longest),
            )


def _write_lines() -> None:
    process = f"{os.uname().nodename[:28]}:{os.getpid()}"
    while lines:
        batch = [lines.popleft() for _ in range(min(AT_ONCE, len(lines)))]
        try:
            with write_transaction():
                LogLine.objects.bulk_create([row for row in (_row(text, process) for text in batch) if row is not None])
        except DatabaseError:
            lines.extendleft(reversed(batch[: MOST - len(lines)]))
            raise


def _row(text: str, process: str) -> LogLine | None:
    entry: dict[str, Any] = orjson.loads(text)
    return LogLine(
        public_id=public_id(LogLine.prefix),
        at=dt.datetime.fromisoformat(entry["timestamp"]),
        level=str(entry.get("level", "info"))[:8],
        logger=str(entry.get("logger", ""))[:80],
        event=str(entry.get("event", ""))[:500],
        request_id=str(entry.get("request_id", ""))[:64],
        actor=str(entry.get("actor", ""))[:40],
        door=str(entry.get("door", ""))[:20],
        address=str(entry.get("address", ""))[:45],
        process=process,
        facts={name: value for name, value in entry.items() if name not in KNOWN},
    )


class Recorder(threading.Thread):
    """Writes down every few seconds until told to stop, and once more then."""

    def __init__(self) -> None:
        super().__init__(name="nucleus-recorder", daemon=True)
        self.over = threading.Event()

    def run(self) -> None:
        """The loop. Trouble is said on standard error only: a log of the log would not end."""
        while not self.over.wait(EVERY):
            self.once()
        self.once()
        connection.close()

    @staticmethod
    def once() -> None:
        """One writing."""
        try:
            write_down()
        except DatabaseError as error:
            sys.stderr.write(f"nucleus: the log waits for the database: {error}\n")
            connection.close()

    def stop(self) -> None:
        """Ends after a last writing."""
        self.over.set()
        self.join(timeout=5)


def start_recording() -> Recorder:
    """Begins to keep log lines and to write; called once by each serving process."""
    logging.getLogger().addHandler(keep)
    recorder = Recorder()
    recorder.start()
    atexit.register(recorder.stop)
    return recorder


__all__ = ["count_request", "start_recording", "write_down"]
