"""The relay: hands committed outbox rows to the receivers, each row to each receiver once, in the order of the rows.

A receiver and the note that it has run are one transaction. One that fails is tried again with growing pauses; until
then the later rows of the same organization wait for it. After the last try the delivery becomes a dead letter and
the others go on.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import IntegrityError

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.events import Receiver
from nucleus.kernel.registry import registry
from nucleus.platform.gate.models import Outbox
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.ending import tell_end
from nucleus.platform.jobs.events import JobEnded
from nucleus.platform.jobs.models import Delivery, JobRun, Lease, State
from nucleus.platform.jobs.seat import SEAT
from nucleus.platform.jobs.wording import error_text

log = structlog.get_logger("nucleus.relay")

BATCH = 200
TRIES = 8
FIRST_PAUSE = 2.0  # seconds; doubles with each failure
LEASE = dt.timedelta(seconds=15)


def take_lease(name: str, holder: str, length: dt.timedelta = LEASE) -> bool:
    """Whether the holder alone does that duty for the next while."""
    moment = now()
    with write_transaction():
        rows = Lease.objects.filter(name=name)
        if (rows.filter(until__lt=moment) | rows.filter(holder=holder)).update(holder=holder, until=moment + length):
            return True
        if rows.exists():
            return False
    try:
        with write_transaction():
            Lease.objects.create(name=name, holder=holder, until=moment + length)
    except IntegrityError:  # another worker was first
        return False
    return True


def receivers_of(name: str) -> list[Receiver]:
    """Who gets the event after commit."""
    return [r for r in registry.receivers.get(name, ()) if not r.in_transaction]


def relay_waiting() -> int:
    """Hands on what waits. Answers how many rows are through. Does nothing while another worker relays."""
    with system_actor("relay"):
        if not Outbox.objects.filter(relayed_at__isnull=True).exists() or not take_lease("relay", SEAT.name):
            return 0
        rows = list(Outbox.objects.filter(relayed_at__isnull=True).order_by("id")[:BATCH])
    held: set[tuple[str, int]] = set()
    return sum(_through(row, held) for row in rows)


def _through(row: Outbox, held: set[tuple[str, int]]) -> bool:
    done = True
    for receiver in receivers_of(row.name):
        lane = (receiver.name, row.organization_id)
        if lane in held or not _delivered(row, receiver):
            held.add(lane)
            done = False
    if done:
        with write_transaction(), system_actor("relay"):
            Outbox.objects.filter(pk=row.pk).update(relayed_at=now())
            Delivery.objects.filter(outbox=row.pk).delete()
    return done


def _delivered(row: Outbox, receiver: Receiver) -> bool:
    """Whether the receiver is done with the row: it ran, now or before, or was given up."""
    try:
        with write_transaction():
            delivery = _delivery(row, receiver)
            if delivery.done_at is not None:
                return True
            if delivery.next_at > now():
                return False
            hand(row, receiver)
            Delivery.objects.filter(pk=delivery.pk).update(done_at=now())
    except Exception as error:  # noqa: BLE001 - a receiver may fail in any way; the relay goes on
        return _failed(row, receiver, error)
    return True


def _delivery(row: Outbox, receiver: Receiver) -> Delivery:
    made, _new = Delivery.objects.select_for_update().get_or_create(outbox=row.pk, receiver=receiver.name)
    return made


def hand(row: Outbox, receiver: Receiver) -> None:
    """Calls the receiver with the event of the row, as the system."""
    cls: Any = registry.events[row.name]
    with system_actor(f"event {row.name}"):
        receiver.function(cls(**row.payload))


def _failed(row: Outbox, receiver: Receiver, error: Exception) -> bool:
    with write_transaction():
        delivery = _delivery(row, receiver)
        attempts = delivery.attempts + 1
        given_up = attempts >= TRIES
        Delivery.objects.filter(pk=delivery.pk).update(
            attempts=attempts,
            next_at=now() + dt.timedelta(seconds=FIRST_PAUSE * 2 ** (attempts - 1)),
            done_at=now() if given_up else None,
        )
        if given_up:
            _bury(row, receiver, error)
    log.error("relay.failed", row=row.pk, receiver=receiver.name, attempt=attempts, dead=given_up, exc_info=error)
    return given_up


def _bury(row: Outbox, receiver: Receiver, error: Exception) -> None:
    """Leaves a dead letter that the jobs page shows and retries."""
    from nucleus.platform.jobs.jobs import deliver_event  # that job hands on through this module

    with system_actor("relay"):
        run = deliver_event.using(label=f"{row.name} to {receiver.name}").enqueue(outbox=row.pk, receiver=receiver.name)
        JobRun.objects.filter(pk=run.pk).update(
            state=State.DEAD, attempts=TRIES, error=error_text(error), finished_at=now()
        )
        if row.name != JobEnded.event_name:  # what tells of dead letters may not make more of them
            tell_end(run.pk)
