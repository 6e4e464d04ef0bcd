"""What the intake follows: a newly registered domain calls the reports that waited for it."""

from __future__ import annotations

from django.db.models import Q

from nucleus.dmarc.domains.events import DomainRegistered
from nucleus.dmarc.intake.jobs import read_messages
from nucleus.dmarc.intake.models import Message, PendingReport, State
from nucleus.kernel.actor import system_actor
from nucleus.kernel.events import receives
from nucleus.platform.tree.models import Organization


@receives("domains.registered", in_transaction=True)
def call_waiting_reports(event: DomainRegistered) -> None:
    """Reads the files again whose reports waited for this domain, with the organization itself or anybody above it."""
    with system_actor("call waiting reports"):
        place = Organization.objects.get(public_id=event.organization).place
        above = {place.organization, *place.chain}
        owners = Q(organization_id__in=above) | Q(distributor_id__isnull=True)  # the company has no distributor
        waiting = PendingReport.objects.filter(owners).filter(Q(name=event.name) | Q(name__endswith=f".{event.name}"))
        ids = sorted(set(waiting.values_list("message_id", flat=True)))
        if not ids:
            return
        Message.objects.filter(pk__in=ids).update(state=State.RECEIVED)
        for at in range(0, len(ids), 100):
            read_messages.enqueue(ids=ids[at : at + 100])
