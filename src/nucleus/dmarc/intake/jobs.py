"""Reading in the background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nucleus.dmarc.intake.folders import sweep
from nucleus.dmarc.intake.models import Folder, Message, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.intake.settings import LOOK
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.jobs.job import job

MINUTE = dt.timedelta(minutes=1)


@job("intake.read_messages", label="Read received report files", retries=3)
def read_messages(*, ids: Sequence[int]) -> None:
    """Reads up to 100 messages that wait. Safe to repeat: what is read already is passed over."""
    with system_actor("read received reports"):
        waiting = (
            Message.objects.filter(pk__in=ids, state=State.RECEIVED)
            .select_related("organization", "holding__blob")
            .order_by("pk")
        )
        process_messages(waiting)


@job("intake.sweep_folders", label="Look into watched folders", schedule="* * * * *", retries=0)
def sweep_folders() -> None:
    """Takes what lies in the watched folders of all organizations."""
    with system_actor("sweep watched folders"):
        folders = Folder.objects.filter(is_active=True).select_related("organization")
        interval = LOOK.value()
        if interval > MINUTE:  # the job itself comes every minute, a few seconds early or late
            folders = folders.exclude(swept_at__gt=now() - interval + MINUTE / 2)
        for folder in folders:
            sweep(folder)


@job("intake.pick_up_left", label="Read files that were left waiting", schedule="*/10 * * * *", retries=0)
def pick_up_left() -> None:
    """Reads messages that still wait although no job came for them: nothing may lie forgotten."""
    with system_actor("read received reports"):
        old = now() - dt.timedelta(minutes=15)
        ids = list(
            Message.objects.filter(state=State.RECEIVED, received_at__lt=old).values_list("pk", flat=True)[:1000]
        )
        for at in range(0, len(ids), 100):
            read_messages.enqueue(ids=ids[at : at + 100])
