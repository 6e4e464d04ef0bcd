"""What a person opened last, noted without a write in the way of the page.

The middleware only puts a note into the memory of the process. In web processes one thread writes the notes of all
requests together, a moment after their answers and over a connection of its own: so a look never waits for a writer,
and a hundred looks are one transaction. A process that is killed forgets the notes of its last second; a list of
conveniences is worth no more. The session row was no place for them: it is written once a minute and lasts for one
device, while these belong to the person.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import structlog
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import Found, SearchSource
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.search.models import Recent
from nucleus.platform.search.queries import kinds, read_rows

log = structlog.get_logger("nucleus.recents")

KEPT = 20  # of each person at each organization
PAUSE = 1.0  # seconds between two writes
MOST_WAITING = 5000  # notes; what comes while a database is away for long is dropped


class Note(NamedTuple):
    """Somebody opened something."""

    user: int
    membership: int
    kind: str
    public_id: str


class Recorder:
    """Notes that wait, and the thread that writes them once a web process has said that it serves."""

    def __init__(self) -> None:
        self._waiting: dict[Note, None] = {}
        self._lock = threading.Lock()
        self._serving = False
        self._thread_of = 0

    def serve(self) -> None:
        """Says that this process (or one that it forks) answers requests."""
        self._serving = True

    def put(self, note: Note) -> None:
        """Keeps a note for the next write; the same thing moves to the end."""
        with self._lock:
            self._waiting.pop(note, None)
            if len(self._waiting) < MOST_WAITING:
                self._waiting[note] = None
            if self._serving and self._thread_of != os.getpid():
                self._thread_of = os.getpid()
                threading.Thread(target=self._run, name="recents", daemon=True).start()

    def flush(self) -> int:
        """Writes what waits, in one transaction. Answers how many notes."""
        with self._lock:
            notes, self._waiting = list(self._waiting), {}
        if notes:
            with write_transaction():
                for note in notes:
                    _write(note)
                for user, membership in {note[:2] for note in notes}:
                    _trim(user, membership)
        return len(notes)

    def _run(self) -> None:
        wake = threading.Event()
        while True:
            wake.wait(PAUSE)
            try:
                if self.flush():
                    connection.close()
            except DatabaseError:
                log.warning("recents.not_written", exc_info=True)


recorder = Recorder()


def _write(note: Note) -> None:
    Recent.objects.update_or_create(
        user=note.user, membership=note.membership, kind=note.kind, thing=note.public_id, defaults={"at": now()}
    )


def _trim(user: int, membership: int) -> None:
    rows = Recent.objects.filter(user=user, membership=membership)
    kept = list(rows.order_by("-at", "-pk").values_list("pk", flat=True)[:KEPT])
    rows.exclude(pk__in=kept).delete()


def recent_things(actor: Actor, most: int = KEPT) -> list[Found]:
    """What the actor opened last, newest first: read as it is now, and only what is still in sight."""
    if actor.user is None:
        return []
    rows = Recent.objects.filter(user=actor.user, membership=actor.membership or 0).order_by("-at", "-pk")
    opened = list(rows.values_list("kind", "thing")[:KEPT])
    found: dict[tuple[str, str], Found] = {}
    for source in kinds(actor):
        wanted = [thing for kind, thing in opened if kind == source.name]
        if wanted and isinstance(source, SearchSource):
            found.update({(source.name, f.public_id): f for f in read_rows(source, public_ids=wanted).values()})
    return [found[pair] for pair in opened if pair in found][:most]


@lru_cache(maxsize=1)
def _addresses() -> re.Pattern[str]:
    """The addresses of things, with the name of the source as the group that fits."""
    either = (
        f"(?P<{source.name}>{re.escape(source.address).replace(re.escape('{public_id}'), '[A-Z]+-[0-9A-Z]+')})"
        for _name, source in registry.searches.items()
        if isinstance(source, SearchSource)
    )
    return re.compile("|".join(either))


class RecentsMiddleware:
    """Notes the page of a thing that somebody has been shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and getattr(request, "signed", None):
            self._note(request.path)
        return response

    @staticmethod
    def _note(path: str) -> None:
        match = _addresses().fullmatch(path)
        actor = current_actor()
        if match is None or match.lastgroup is None or actor.user is None:
            return
        public_id = path.rstrip("/").rpartition("/")[2]
        recorder.put(Note(actor.user, actor.membership or 0, match.lastgroup, public_id))
