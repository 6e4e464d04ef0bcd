"""What one command call leaves behind: changes for the audit line, events for the outbox."""

from __future__ import annotations

import datetime as dt
import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from nucleus.kernel.events import Event


@dataclass(slots=True)
class Trace:
    """One running command. `line` is the id of its audit line, known when it ends; `parent` the calling command."""

    command: str
    parent: Trace | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    target: Any = None
    label: str = ""
    children: list[int] = field(default_factory=list)


running: ContextVar[Trace | None] = ContextVar("nucleus_trace", default=None)


def emit(event: Event) -> None:
    """Leaves an event in the outbox of the running command. Raises outside a command."""
    trace = running.get()
    if trace is None:
        raise RuntimeError(f"{event.event_name} was emitted outside a command")
    trace.events.append(event)


def record(obj: Any = None, *, label: str = "", **changes: Any) -> None:
    """Adds to the audit line: its object, and fields as [before, after] pairs or plain values (then: set)."""
    trace = running.get()
    if trace is None:
        return
    if obj is not None:
        trace.target = obj
    if label:
        trace.label = label
    for name, value in changes.items():
        pair = value if isinstance(value, list | tuple) and len(value) == 2 else (None, value)
        trace.changes[name] = [plain(v) for v in pair]


def plain(value: Any) -> Any:
    """The value as JSON keeps it; objects by their public id or name."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value[:500]
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return getattr(value, "public_id", None) or str(value)
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in list(value.items())[:50]}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in list(value)[:50]]
    return getattr(value, "public_id", None) or f"<{type(value).__name__}>"


UNTOLD = frozenset({"revision", "updated_at", "last_seen"})


def note_changes(row: models.Model) -> None:
    """Compares a row with what is stored and notes the difference on the running command's audit line.

    Fields that a model lists in `secret_fields` are noted as changed, without their values.
    """
    trace = running.get()
    if trace is None:
        return
    fields = [f for f in row._meta.concrete_fields if f.name not in UNTOLD]
    stored = type(row)._base_manager.filter(pk=row.pk).values(*(f.attname for f in fields)).first()
    if stored is None:
        return
    secret = frozenset(getattr(row, "secret_fields", ()))
    for column in fields:
        before, after = stored[column.attname], getattr(row, column.attname)
        if before != after:
            trace.changes[column.name] = ["***", "***"] if column.name in secret else [plain(before), plain(after)]
