"""The place in this process where one job runs: shared by the loop that runs it and the keeper that watches."""

from __future__ import annotations

import os
import secrets
import threading

from nucleus.platform.jobs.running import RunningJob


class Seat:
    """`name` is the worker's; `stop` is set when the process should end."""

    def __init__(self) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(6)}"
        self.stop: threading.Event | None = None
        self._job: RunningJob | None = None
        self.urgent = False  # set by the keeper: work of a higher priority than the running job's waits

    def take(self, job: RunningJob) -> None:
        """A job sits down."""
        self.urgent = False
        self._job = job

    def leave(self) -> None:
        """It is over."""
        self._job = None

    @property
    def job(self) -> RunningJob | None:
        """Who sits here."""
        return self._job

    def stopping(self) -> bool:
        """Whether the job should make room: the process should end, or more urgent work waits."""
        return self.urgent or (self.stop is not None and self.stop.is_set())


SEAT = Seat()
