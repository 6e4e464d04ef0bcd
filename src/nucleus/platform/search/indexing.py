"""Keeping the index up: by events, by a look for new rows, and as a whole; always in batches, as the system."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from nucleus.kernel.actor import system_actor
from nucleus.kernel.events import Event
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import SearchSource
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.search.engine import write_documents
from nucleus.platform.search.models import Document
from nucleus.platform.search.words import document_words

BATCH = 1000  # rows that are read and written at once
PLACE = ("distributor_id", "partner_id", "customer_id")


def sources() -> list[SearchSource]:
    """The sources that stand in the index."""
    return [source for _name, source in registry.searches.items() if isinstance(source, SearchSource)]


def follow(event: Event) -> None:
    """Brings the documents of an event's rows up to date. Safe to run twice."""
    with system_actor("search index"):
        for source in sources():
            name = source.follow.get(event.event_name)
            if name is None:
                continue
            if not name:
                add_new(source)
                continue
            found = source.model.objects.filter(public_id=getattr(event, name))
            index_rows(source, list(found.values_list("pk", flat=True)))


def index_rows(source: SearchSource, keys: Sequence[int]) -> int:
    """Makes the documents of these rows what the rows say; rows that nobody finds any more lose theirs."""
    with system_actor("search index"), write_transaction():
        found = _documents(source, source.rows().filter(pk__in=keys))
        write_documents(found)
        gone = set(keys) - {row[1] for row in found}
        if gone:
            Document.objects.filter(kind=source.name, object__in=gone).delete()
        return len(found)


def add_new(source: SearchSource) -> int:
    """Adds the rows behind the newest document of the source. Answers how many."""
    with system_actor("search index"):
        newest = Document.objects.filter(kind=source.name).aggregate(newest=Max("object"))["newest"]
    return _walk(source, newest or 0)


def rebuild(names: Iterable[str] = ()) -> dict[str, int]:
    """Compares every row with its document and mends what differs, batch by batch; nothing is emptied before.

    Answers how many documents each source has. `names` restricts it to those sources.
    """
    wanted = set(names)
    counted = {source.name: _walk(source, 0) for source in sources() if not wanted or source.name in wanted}
    if not wanted:
        drop_unknown_kinds()
    return counted


def _walk(source: SearchSource, after: int) -> int:
    total = 0
    while True:
        with system_actor("search index"), write_transaction():
            rows = source.rows().filter(pk__gt=after).order_by("pk")[:BATCH]
            found = _documents(source, rows)
            write_documents(found)
            last = found[-1][1] if len(found) == BATCH else None
            _drop_between(source, after, last, {row[1] for row in found})
        total += len(found)
        if last is None:
            return total
        after = last


def _drop_between(source: SearchSource, after: int, last: int | None, kept: set[int]) -> None:
    """Removes documents of rows in (after, last] that are not there any more; `last` None is the end."""
    rows = Document.objects.filter(kind=source.name, object__gt=after)
    if last is not None:
        rows = rows.filter(object__lte=last)
    while True:
        stale = [pk for pk, key in rows.values_list("pk", "object")[: 2 * BATCH] if key not in kept][:BATCH]
        if not stale:
            return
        Document.objects.filter(pk__in=stale).delete()


def drop_unknown_kinds() -> None:
    """Removes documents of sources that this release does not have."""
    known = {source.name for source in sources()}
    while True:
        with system_actor("search index"), write_transaction():
            stale = list(Document.objects.exclude(kind__in=known).values_list("pk", flat=True)[:BATCH])
            Document.objects.filter(pk__in=stale).delete()
        if len(stale) < BATCH:
            return


def _documents(source: SearchSource, rows: Any) -> list[tuple[Any, ...]]:
    """The documents of rows, in the order of `engine.COLUMNS`; the public id is a word of each."""
    found = []
    for key, owner, distributor, partner, customer, public_id, *texts in rows.values_list(
        "pk", source.owner, *PLACE, "public_id", *source.words
    ):
        spelled = source.spells(*texts) if source.spells else texts
        words = document_words([*(str(text) for text in spelled if text), public_id])
        found.append((source.name, key, owner, distributor, partner, customer, words))
    return found
