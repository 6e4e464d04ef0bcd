"""Health: whether the process answers, and whether the house works."""

from __future__ import annotations

import datetime as dt

from django.db import DatabaseError, connection

from nucleus.platform.jobs.queries import worker_silence

SILENCE = dt.timedelta(seconds=60)


def readiness() -> dict[str, object]:
    """`status` ok or failing, and each check: the database answers, a worker was heard of within a minute."""
    try:
        connection.ensure_connection()
        silence = worker_silence()
    except DatabaseError:
        return {"status": "failing", "database": "failing", "worker": "unknown", "worker_silent_seconds": None}
    heard = silence is not None and silence <= SILENCE
    return {
        "status": "ok" if heard else "failing",
        "database": "ok",
        "worker": "ok" if heard else "silent" if silence is not None else "none",
        "worker_silent_seconds": None if silence is None else round(silence.total_seconds(), 1),
    }
