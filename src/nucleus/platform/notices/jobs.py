"""Mailing, and forgetting what is old."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job
from nucleus.platform.notices.delivery import deliver_due
from nucleus.platform.notices.models import Notice
from nucleus.platform.notices.settings import KEEP

BATCH = 1000


@job("notices.deliver", schedule="*/5 * * * *", priority=5, label=_("Mail notices"))
def deliver_mails() -> None:
    """Mails what is due: at once, after quiet hours, and summaries. Safe to repeat."""
    deliver_due()


@job("notices.prune", schedule="37 3 * * *", retries=1, label=_("Clear away old notices"))
def prune() -> None:
    """Removes what is older than the setting says, and kinds that this release no longer has."""
    with system_actor("retention of notices"):
        old = Notice.objects.filter(at__lt=now() - KEEP.value())
        unknown = Notice.objects.exclude(kind__in=list(registry.notices))
        for rows in (old, unknown):
            while ids := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
                with write_transaction():
                    Notice.objects.filter(pk__in=ids).delete()
