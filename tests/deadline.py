"""Waiting for what other processes do, without sleeping a fixed time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T], seconds: float = 20.0, every: float = 0.05) -> T:
    """The first true value of the condition. Raises AssertionError where it does not come in time."""
    end, pause = monotonic() + seconds, threading.Event()
    while monotonic() < end:
        found = condition()
        if found:
            return found
        pause.wait(every)
    raise AssertionError(f"not within {seconds} s: {condition()!r}")
