"""The job that runs in this thread: its progress, and whether the worker wants to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from nucleus.kernel.text import one_line


class ToBeContinued(Exception):
    """A job raises it where `stopping` is set, to be run again soon: neither a failure nor an end."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class RunningJob:
    """Progress is kept in memory and written by the keeper's connection, so that it shows while the job's own
    transaction is open, and costs the job nothing.
    """

    public_id: str
    name: str
    attempt: int = 1
    priority: int = 0
    stop_wanted: Callable[[], bool] = _never
    _latest: tuple[int, int, str] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def progress(self, done: int, total: int = 0, text: str = "") -> None:
        """Says how far the job is: `done` of `total` (0: unknown) and a line for people."""
        with self._lock:
            self._latest = (max(0, done), max(0, total), one_line(text, 200))

    def take_progress(self) -> tuple[int, int, str] | None:
        """What was said since the last call."""
        with self._lock:
            latest, self._latest = self._latest, None
            return latest

    @property
    def stopping(self) -> bool:
        """Whether the worker wants to stop or more urgent work waits: a long job then raises ToBeContinued at a good
        moment, and goes on later.
        """
        return self.stop_wanted()


_running: ContextVar[RunningJob | None] = ContextVar("nucleus_job", default=None)


def current_job() -> RunningJob:
    """The running job. Where a job's function is called directly, a silent one, so that it need not ask."""
    return _running.get() or RunningJob("", "")


def job_or_none() -> RunningJob | None:
    """The running job or nothing: for log lines."""
    return _running.get()


@contextmanager
def running_job(job: RunningJob) -> Iterator[RunningJob]:
    """Sets the running job for the block."""
    token = _running.set(job)
    try:
        yield job
    finally:
        _running.reset(token)
