"""Which template set draws at this moment, and pieces of pages that are kept apart for each set.

The default set is the empty word. Whoever knows what the request is for says how to find out (`asking`); it is asked
once, when the first template is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, TypeVar

Made = TypeVar("Made")

generations: dict[str, int] = {}
"""How often the files of a set were seen changed: what was kept of it before is stale."""


class _Asked:
    """The answer of one request, found when it is needed."""

    __slots__ = ("ask", "slug")

    def __init__(self, ask: Callable[[], str]) -> None:
        self.ask = ask
        self.slug: str | None = None


_asked: ContextVar[_Asked | None] = ContextVar("nucleus_template_set", default=None)


def current_set() -> str:
    """The slug of the set that draws; empty for the default one."""
    asked = _asked.get()
    if asked is None:
        return ""
    if asked.slug is None:
        asked.slug = ""  # while it is found out, the default set draws
        asked.slug = asked.ask()
    return asked.slug


@contextmanager
def asking(ask: Callable[[], str]) -> Iterator[None]:
    """Templates inside are drawn by the set that `ask` names when the first one is needed."""
    token = _asked.set(_Asked(ask))
    try:
        yield
    finally:
        _asked.reset(token)


def kept(maxsize: int) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Like `lru_cache`, with what each set draws kept apart."""

    def keep(make: Callable[..., Made]) -> Callable[..., Made]:
        @lru_cache(maxsize=maxsize)
        def made(_slug: str, _generation: int, *args: Any, **named: Any) -> Made:
            return make(*args, **named)

        @wraps(make)
        def asked(*args: Any, **named: Any) -> Made:
            slug = current_set()
            return made(slug, generations.get(slug, 0), *args, **named)

        asked.cache_clear = made.cache_clear  # type: ignore[attr-defined] # as on a function that lru_cache made
        return asked

    return keep
