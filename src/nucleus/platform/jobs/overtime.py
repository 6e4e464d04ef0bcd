"""The time that a job may take, kept by an alarm in the thread that runs it: the worker lives on.

A worker runs its jobs in its main thread, so the alarm signal reaches the job wherever it is, also while it waits for a
socket or a lock. A long call into C code (one statement of SQLite) ends first. Work that has no end by itself, and
stops when it is told (`current_job().stopping`), starts its time anew with each continuation.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 5.0  # seconds after which a job that swallowed the alarm hears it once more


class Overtime(BaseException):
    """The job took longer than its limit. No Exception, so that a job which survives its own errors does not take it
    for one of them.
    """


def words(seconds: float) -> str:
    """`4 hours`, `15 minutes`, `90 seconds`: for the error of the run, and the list of what is scheduled."""
    if seconds >= 7200:
        return f"{seconds / 3600:g} hours"
    return f"{seconds / 60:g} minutes" if seconds >= 120 else f"{seconds:g} seconds"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises Overtime in the block after that many seconds. Outside the main thread, where no alarm arrives, nothing
    is limited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise Overtime(f"stopped after {words(seconds)}, the limit of this kind of task")

    former = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
