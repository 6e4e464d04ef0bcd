"""Whence a change comes: address, request id and release, set by the door and read by the audit line and the logs."""

from __future__ import annotations

import re
import secrets
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


_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,35}", re.ASCII)


def request_id_of(given: str) -> str:
    """The caller's own id where it is 8 to 36 letters, digits and `. _ : -`; else a new one of 16 digits."""
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Sets the origin for the block."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
