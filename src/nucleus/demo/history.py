"""The history of the demo: which days are filled, and the filling of one.

Filled days are noted in a file beside the sign-ins. Losing the note loses nothing: files that were taken before are
known by their content.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from nucleus.demo.customers import firms
from nucleus.demo.domains import cases, unregistered
from nucleus.demo.drops import held_out
from nucleus.demo.oddities import oddities_for
from nucleus.demo.reports import NOBODY, reports_for
from nucleus.demo.stories import HISTORY_DAYS
from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.models import Source, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.kernel.actor import Tier
from nucleus.platform.tree.models import Organization

FILE = "demo-history.json"


def _file() -> Path:
    return Path(settings.DATA_DIR) / FILE


def filled_days() -> set[dt.date]:
    """The days that are filled."""
    return {dt.date.fromisoformat(text) for text in _note()["filled"]}


def note_filled(day: dt.date) -> None:
    """Notes that a day is filled."""
    note = _note()
    _write({**note, "filled": sorted({*note["filled"], day.isoformat()})})


def note_wanted(days: int) -> None:
    """Notes how many days the whole history has, so that pages can tell how far it is."""
    note = _note()
    if note["wanted"] != days:
        _write({**note, "wanted": days})


def days_done() -> tuple[int, int]:
    """How many days are filled, and how many there are; (0, 0) without a history. Cheap enough for every page."""
    try:
        changed = _file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0, 0
    return _days_done(_file(), changed)


@lru_cache(maxsize=1)
def _days_done(file: Path, _changed: int) -> tuple[int, int]:
    note = orjson.loads(file.read_bytes())
    return len(note["filled"]), note["wanted"]


def _note() -> dict[str, Any]:
    try:
        note: dict[str, Any] = orjson.loads(_file().read_bytes())
    except FileNotFoundError:
        return {"wanted": 0, "filled": []}
    return note


def _write(note: dict[str, Any]) -> None:
    fresh = _file().with_suffix(f".{os.getpid()}")
    fresh.write_bytes(orjson.dumps(note))
    fresh.replace(_file())


def missing_days(anchor: dt.date, yesterday: dt.date) -> list[dt.date]:
    """The days that are not filled yet, the newest first: from yesterday to 90 days before the anchor."""
    oldest = anchor - dt.timedelta(days=HISTORY_DAYS)
    filled = filled_days()
    days = (yesterday - dt.timedelta(days=back) for back in range((yesterday - oldest).days + 1))
    return [day for day in days if day not in filled]


def files_of(day: dt.date, anchor: dt.date, *, hold_out: bool) -> dict[str, list[tuple[str, bytes]]]:
    """The files that came about a day, by the organization (slug) whose mailbox received them.

    Partners run the mailbox of their customers; who stands above receives for itself.
    """
    received: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for name, mailbox in _mailboxes():
        left: Collection[str] = held_out(name) if hold_out else NOBODY
        received[mailbox].extend(reports_for(name, day, anchor=anchor, leave_out=left))
    for mailbox, file in oddities_for(day, anchor):
        received[mailbox].append(file)
    return {mailbox: files for mailbox, files in received.items() if files}


def _mailboxes() -> Iterator[tuple[str, str]]:
    found = {firm.slug: firm for firm in firms()}
    for case in (*cases(), *unregistered()):
        owner = found[case.owner]
        yield case.name, owner.parent if owner.tier is Tier.CUSTOMER else owner.slug


def fill_day(day: dt.date, anchor: dt.date, *, hold_out: bool) -> int:
    """Takes and reads everything that came about the day; answers how many files. Safe to repeat."""
    received = files_of(day, anchor, hold_out=hold_out)
    owners = {row.slug: row for row in Organization.objects.filter(slug__in=received)}
    messages = []
    for slug, files in received.items():
        messages += take_files(organization=owners[slug], files=files, source=Source.DEMO, read_later=False)
    process_messages([message for message in messages if message.state == State.RECEIVED])
    note_filled(day)
    return len(messages)
