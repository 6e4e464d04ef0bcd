"""Reading in the background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import structlog
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.intake.commands import recount_names
from nucleus.dmarc.intake.folders import sweep
from nucleus.dmarc.intake.models import Folder, Message, PendingReport, State, WaitingName
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.intake.settings import LOOK
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.jobs.job import job
from nucleus.platform.jobs.running import current_job
from nucleus.platform.tree.models import Organization

log = structlog.get_logger("nucleus.intake")
MINUTE = dt.timedelta(minutes=1)


@job("intake.read_messages", label=_("Read received report files"), retries=3, page="/dmarc/files/")
def read_messages(*, ids: Sequence[int]) -> None:
    """Reads up to 100 messages that wait. Safe to repeat: what is read already is passed over."""
    with system_actor("read received reports"):
        waiting = (
            Message.objects.filter(pk__in=ids, state=State.RECEIVED)
            .select_related("organization", "holding__blob")
            .order_by("pk")
        )
        read = process_messages(waiting)
    current_job().progress(read, read)


@job("intake.sweep_folders", label=_("Look into watched folders"), schedule="* * * * *", retries=0)
def sweep_folders() -> None:
    """Takes what lies in the watched folders of all organizations."""
    with system_actor("sweep watched folders"):
        folders = Folder.objects.filter(is_active=True).select_related("organization")
        interval = LOOK.value()
        if interval > MINUTE:  # the job itself comes every minute, a few seconds early or late
            folders = folders.exclude(swept_at__gt=now() - interval + MINUTE / 2)
        for folder in folders:
            sweep(folder)


@job("intake.pick_up_left", label=_("Read files that were left waiting"), schedule="*/10 * * * *", retries=0)
def pick_up_left() -> None:
    """Reads messages that still wait although no job came for them: nothing may lie forgotten."""
    with system_actor("read received reports"):
        old = now() - dt.timedelta(minutes=15)
        ids = list(
            Message.objects.filter(state=State.RECEIVED, received_at__lt=old).values_list("pk", flat=True)[:1000]
        )
        for at in range(0, len(ids), 100):
            read_messages.enqueue(ids=ids[at : at + 100])


@job("intake.recount_waiting", label=_("Compare the sums of unknown domains with the reports"), schedule="29 2 * * *")
def recount_waiting_names() -> None:
    """Counts what waits anew, owner by owner. A sum that had been wrong is told in the log: none should be."""
    with system_actor("recount waiting reports"):
        keys = set(PendingReport.objects.order_by().values_list("organization_id", flat=True).distinct())
        keys.update(WaitingName.objects.order_by().values_list("organization_id", flat=True).distinct())
        for owner in Organization.objects.filter(pk__in=keys).order_by("pk"):
            if wrong := recount_names(organizations=[owner]):
                log.error("sums of unknown domains were wrong", organization=owner.public_id, names=wrong)
