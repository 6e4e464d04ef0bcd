"""Whence a change comes: address, request id and release, set by the door and read by the audit line and the logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The outer circumstances of a call."""

    address: str = ""
    request_id: str = ""
    door: str = ""


_origin: ContextVar[Origin] = ContextVar("nucleus_origin", default=Origin())  # noqa: B039 - it is frozen


def current_origin() -> Origin:
    """The origin in context; an empty one outside any door."""
    return _origin.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Sets the origin for the block."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
