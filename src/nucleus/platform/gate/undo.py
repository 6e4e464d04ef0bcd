"""What takes a command back: declared beside it (`undo=`), collected by the door that ran it, itself a command.

A door that can offer it opens `collecting()` around the call; elsewhere nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

CUT = 500  # the trace keeps texts up to this length; a longer one cannot be given back

Maker = Callable[[Mapping[str, Any], Any, Mapping[str, list[Any]]], "Undo | None"]
"""From the arguments of the call, its result and the noted changes ([before, after]) to the command that undoes it."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A command that takes another one back: its name, raw input, and the object it is run on (None: it has none)."""

    command: str
    data: Mapping[str, Any] = field(default_factory=dict)
    target: Any = None

    @staticmethod
    def former(*fields: str) -> Maker:
        """The same command with the values that these fields had before; nothing where one of them is not known."""

        def make(given: Mapping[str, Any], result: Any, changes: Mapping[str, list[Any]]) -> Undo | None:
            before = {name: changes[name][0] for name in fields if name in changes}
            known = all(v is not None and v != "***" and len(str(v)) < CUT for v in before.values())
            return Undo("", before) if before and known else None

        return make


_collected: ContextVar[list[Undo] | None] = ContextVar("nucleus_undo", default=None)


@contextmanager
def collecting() -> Iterator[list[Undo]]:
    """Collects what undoes the commands that are called inside, in their order."""
    found: list[Undo] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def offer(name: str, made: str | Maker, target: Any, *told: Any) -> None:
    """Notes how the command `name`, which ran on `target`, is undone. `told`: arguments, result and changes."""
    found = _collected.get()
    if found is None:
        return
    undo = Undo(made, target=target) if isinstance(made, str) else made(*told)
    if undo is not None:
        found.append(undo if undo.command else Undo(name, undo.data, target))


__all__ = ["Undo", "collecting", "offer"]
