"""Writing the lines of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nucleus.kernel.actor import Actor, Place, system_actor
from nucleus.kernel.text import one_line
from nucleus.platform.gate.effects import company
from nucleus.platform.gate.transaction import queued
from nucleus.platform.journal.models import Entry
from nucleus.platform.journal.notes import Note
from nucleus.platform.tree.models import Organization


def organization_at(place: Place) -> Organization:
    """The organization at a place, as far as a row needs it to take its own place: without a query."""
    return Organization(
        pk=place.organization,
        tier=place.tier,
        distributor_id=place.distributor,
        partner_id=place.partner,
        customer_id=place.customer,
    )


def write(entry: Entry, note: Note, actor: Actor) -> None:
    """One insert: whose data and what as noted; of a whole list it is the scope of the reader."""
    place = note.place or actor.place
    with system_actor("line of the access journal"):
        entry.organization = company() if place is None else organization_at(place)
        entry.object_type, entry.object_id = note.object_type, note.public_id
        entry.object_label = one_line(note.label)
        entry.format, entry.rows, entry.whole = note.format, note.rows, note.whole
        with queued():
            entry.save(force_insert=True)


class Recorded:
    """A streamed answer whose line is written when it ends, or when the reader leaves before."""

    def __init__(self, stream: Iterable[bytes], entry: Entry, note: Note, actor: Actor) -> None:
        self._stream: Iterator[bytes] = iter(stream)
        self._told: tuple[Entry, Note, Actor] | None = (entry, note, actor)

    def __iter__(self) -> Recorded:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._stream)
        except StopIteration:
            self.close()
            raise

    def close(self, *_rest: Any) -> None:
        """Writes the line once."""
        told, self._told = self._told, None
        if told is not None:
            write(*told)
