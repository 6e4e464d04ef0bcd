"""What the answer in the making shows, noted where it is read: nobody hands it through.

Without a request (jobs, shell) nothing listens, and a note costs a look at an empty variable.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from nucleus.kernel.actor import Place, Tier
from nucleus.platform.tree.tenant import TenantModel

Row = tuple[Any, ...]
Chunk = TypeVar("Chunk", bound=list[Any])
PLACE = ("organization_id", "distributor_id", "partner_id", "customer_id")


@dataclass(slots=True)
class Note:
    """What one answer shows. `place`: whose it is. `rows`: how many. `spared`: nothing of it is detail after all."""

    place: Place | None = None
    object_type: str = ""
    public_id: str = ""
    label: str = ""
    format: str = ""
    rows: int | None = None
    whole: bool = True
    spared: bool = False


_note: ContextVar[Note | None] = ContextVar("nucleus_disclosure", default=None)


@contextmanager
def noting() -> Iterator[Note]:
    """Listens for the block."""
    token = _note.set(note := Note())
    try:
        yield note
    finally:
        _note.reset(token)


def about(thing: Any) -> None:
    """Says that the answer shows this thing: an organization or a row that belongs to one. The first one counts.

    What belongs to none (a session) is named, and falls to the scope of the reader.
    """
    note = _note.get()
    if note is not None and note.place is None:
        note.place, note.object_type = getattr(thing, "place", None), type(thing).__name__.lower()
        note.public_id, note.label = getattr(thing, "public_id", "") or "", str(thing)


def named(label: str) -> None:
    """Gives the thing its name, where the reader of the row knew none."""
    note = _note.get()
    if note is not None and note.public_id and not note.label:
        note.label = label


def counted(rows: int) -> None:
    """Says how many rows of a list the answer shows."""
    note = _note.get()
    if note is not None:
        note.rows = rows


def spare() -> None:
    """Says that the answer holds no detail, although such pages may."""
    note = _note.get()
    if note is not None:
        note.spared = True


def exported(chunks: Iterator[Chunk], kind: str) -> Iterator[Chunk]:
    """The chunks of an export as they pass, their rows counted; `kind` is its format."""
    note = _note.get()
    if note is None:
        return chunks
    note.format, note.rows, note.whole = kind, 0, False
    return _passing(chunks, note)


def _passing(chunks: Iterator[Chunk], note: Note) -> Iterator[Chunk]:
    for chunk in chunks:
        note.rows = (note.rows or 0) + len(chunk)
        yield chunk
    note.whole = True


def place_of(row: Row) -> Place:
    """The place out of the four columns of PLACE."""
    tiers = (Tier.COMPANY, Tier.DISTRIBUTOR, Tier.PARTNER, Tier.CUSTOMER)
    deepest = max(at for at in range(4) if at == 0 or row[at] is not None)
    return Place(tiers[deepest], *row)


def read_one(rows: QuerySet[Any], paths: tuple[str, ...], kind: str) -> Row | None:
    """The values of the first row, or nothing. Where `kind` names detail, whose it is is read with it and noted."""
    note = _note.get()
    placed = note is not None and note.place is None and bool(kind) and issubclass(rows.model, TenantModel)
    if note is None or not placed:
        return rows.values_list(*paths).first()
    row: Row | None = rows.values_list(*paths, "public_id", *PLACE).first()
    if row is None:
        return None
    end = len(paths)
    note.place, note.public_id, note.object_type = place_of(row[end + 1 :]), row[end], rows.model.__name__.lower()
    return row[:end]
