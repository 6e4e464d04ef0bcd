"""Counters that all processes of a machine share, in a small file that each has mapped into its memory.

Each is one number, the moment at which its bucket would be full again (the generic cell rate algorithm of ATM, ITU-T
I.371): a call moves it by period / limit, and is refused where it would lie more than a period ahead. So there is
nothing to tidy up and nothing to roll over, and a caller costs one place of 16 bytes.
"""

from __future__ import annotations

import fcntl
import hashlib
import math
import mmap
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACE = struct.Struct("<Qd")  # who (a hash; 0: nobody), and when the bucket is full again (seconds of the epoch)
GROUPS = 1 << 14
OF_GROUP = 4  # places in which a counter may stand; the emptiest gives way
SIZE = GROUPS * OF_GROUP * PLACE.size


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many calls in `period` seconds. `name` says of what: a session, a network."""

    name: str
    limit: int
    period: int = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a call: how many are left, the seconds until all are, and until the next one is let."""

    allowance: Allowance
    is_allowed: bool
    remaining: int
    reset: int
    retry_after: int


class Counters:
    """The counters of a file; without a path, of this process alone."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._file = -1
        if path is None:
            self._memory = mmap.mmap(-1, SIZE)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.fstat(self._file).st_size != SIZE:
            os.ftruncate(self._file, SIZE)
        self._memory = mmap.mmap(self._file, SIZE)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Threads queue at a lock of the process, processes at one of the file; a process that dies holds none."""
        with self._guard:
            if self._file < 0:
                yield
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def take(self, who: str, allowance: Allowance, *, now: float | None = None) -> Taken:
        """Counts a call of `who`, where it is allowed. `now` is in seconds of the epoch."""
        moment = time.time() if now is None else now
        step = allowance.period / allowance.limit
        key = (
            int.from_bytes(hashlib.blake2b(f"{allowance.name}\0{who}".encode(), digest_size=8).digest(), "little") or 1
        )
        with self._alone():
            at, full = self._place(key, moment)
            if (
                not moment <= full <= moment + allowance.period + 1
            ):  # beyond: the clock was set back, nobody is locked out
                full = moment
            after = full + step
            allowed = after - moment <= allowance.period + min(step / 2, 0.001)  # for what floats round
            if allowed:
                PLACE.pack_into(self._memory, at, key, after)
                full = after
        left = math.floor((allowance.period - (full - moment)) / step + 0.5)
        wait = 0 if allowed else max(1, math.ceil(full + step - allowance.period - moment))
        return Taken(allowance, allowed, max(0, left), max(0, math.ceil(full - moment)), wait)

    def _place(self, key: int, moment: float) -> tuple[int, float]:
        """Where the counter stands, or may stand, and its moment."""
        start = key % GROUPS * OF_GROUP * PLACE.size
        free, free_at = start, math.inf
        for at in range(start, start + OF_GROUP * PLACE.size, PLACE.size):
            held, full = PLACE.unpack_from(self._memory, at)
            if held == key:
                return at, full
            if full < free_at:
                free, free_at = at, full
        return free, moment

    def clear(self) -> None:
        """Forgets every counter."""
        with self._alone():
            self._memory[:] = bytes(SIZE)

    def close(self) -> None:
        """Lets go of memory and file."""
        self._memory.close()
        if self._file >= 0:
            os.close(self._file)
