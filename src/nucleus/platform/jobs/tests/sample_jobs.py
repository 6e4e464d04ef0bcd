"""Jobs, an event and receivers that only the tests have. What they did, they write down as organizations' contact
data or lines in a file.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from nucleus.kernel.actor import current_actor
from nucleus.kernel.events import Event, event, receives
from nucleus.platform.jobs.job import job
from nucleus.platform.jobs.running import ToBeContinued, current_job


def note(text: str) -> None:
    with Path(os.environ["NUCLEUS_TEST_NOTES"]).open("a") as notes:
        notes.write(text + "\n")


def notes() -> list[str]:
    path = Path(os.environ["NUCLEUS_TEST_NOTES"])
    return path.read_text().splitlines() if path.exists() else []


@job("test.note", label="Write a note")
def write_note(*, text: str) -> None:
    actor = current_actor()
    note(f"{text} {actor.label} {actor.place.organization if actor.place else '-'} {actor.reason or '-'}")


@job("test.fail", retries=2, backoff=0.01)
def fail(*, secret: str) -> None:
    note(f"try {current_job().attempt}")
    raise RuntimeError(f"password={secret} at https://me:{secret}@host/")


@job("test.recover", retries=3, backoff=0)
def recover() -> None:
    if current_job().attempt < 3:
        raise RuntimeError("not yet")
    note("recovered")


@job("test.block", label="Wait for a file")
def block(*, until: str) -> None:
    """Says that it has begun, then waits for the file as long as nobody kills it."""
    note(f"begin {os.getpid()}")
    current_job().progress(3, 10, "three of ten")
    pause, told = threading.Event(), False
    while not Path(until).exists():
        pause.wait(0.02)
        if current_job().stopping and not told:
            told = True
            note("stopping")
    note("end")


@job("test.endless", retries=1, backoff=0, limit=0.2, label="Never ends")
def endless() -> None:
    """Swallows its own errors and waits for what never comes."""
    note(f"try {current_job().attempt}")
    with contextlib.suppress(Exception):
        threading.Event().wait()


@job("test.long", priority=-10)
def long() -> None:
    """Goes on until the worker wants to stop."""
    note("begin")
    pause = threading.Event()
    while not current_job().stopping:
        pause.wait(0.02)
    raise ToBeContinued


@job("test.scheduled", schedule="*/5 * * * *", label="Every five minutes")
def scheduled() -> None:
    note(f"slot {current_actor().reason}")


@event("test.happened")
@dataclass(frozen=True, slots=True)
class Happened(Event):
    number: int


@receives("test.happened")
def first_receiver(happened: Happened) -> None:
    note(f"first {happened.number}")


@receives("test.happened")
def second_receiver(happened: Happened) -> None:
    if happened.number == 13 and "mend" not in notes():
        raise RuntimeError("unlucky")
    note(f"second {happened.number}")


@receives("test.happened", in_transaction=True)
def inner_receiver(happened: Happened) -> None:
    note(f"inner {happened.number}")
