"""The room's own jobs: pruning, and the delivery of an event that the relay gave up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from nucleus.kernel.clock import now
from nucleus.platform.gate.models import IdempotencyKey, Outbox
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job
from nucleus.platform.jobs.models import Delivery, JobRun, State
from nucleus.platform.jobs.relay import hand, receivers_of
from nucleus.platform.jobs.settings import KEEP_EVENTS, KEEP_RUNS

ENGINE_DAYS = 1
KEY_DAYS = 30
BATCH = 500


@job("jobs.prune", schedule="17 3 * * *", label=_("Clear away finished tasks"))
def prune() -> None:
    """Removes what nobody asks for any more. Dead letters stay until somebody decides."""
    moment = now()
    engine = DBTaskResult.objects.finished().filter(finished_at__lt=moment - dt.timedelta(days=ENGINE_DAYS))
    runs = JobRun.objects.filter(state__in=(State.DONE, State.DISCARDED), finished_at__lt=moment - KEEP_RUNS.value())
    rows = Outbox.objects.filter(relayed_at__lt=moment - KEEP_EVENTS.value())
    keys = IdempotencyKey.objects.filter(at__lt=moment - dt.timedelta(days=KEY_DAYS))
    for queryset in (engine, runs, rows, keys):
        _delete(queryset)


def _delete(queryset: QuerySet[Any]) -> None:
    """In batches, so that writers wait for none of it."""
    while True:
        with write_transaction():
            found = list(queryset.order_by().values_list("pk", flat=True)[:BATCH])
            queryset.model._base_manager.filter(pk__in=found).delete()
        if len(found) < BATCH:
            return


@job("jobs.deliver_event", retries=0, label=_("Deliver an event"))
def deliver_event(*, outbox: int, receiver: str) -> None:
    """Hands one outbox row to one receiver once more, after the relay had given it up."""
    with write_transaction():
        row = Outbox.objects.get(pk=outbox)
        for known in receivers_of(row.name):
            if known.name == receiver:
                hand(row, known)
                Delivery.objects.filter(outbox=outbox, receiver=receiver).delete()
                return
    raise LookupError(f"no receiver {receiver} for {row.name} in this release")
