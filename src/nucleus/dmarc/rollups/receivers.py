"""What the sums follow."""

from __future__ import annotations

from nucleus.dmarc.domains.events import DomainRegistered, DomainRemoved
from nucleus.dmarc.rollups.commands import recount_domains
from nucleus.kernel.actor import system_actor
from nucleus.kernel.events import receives
from nucleus.platform.tree.models import Organization


@receives("domains.registered", in_transaction=True)
@receives("domains.removed", in_transaction=True)
def follow_domains(event: DomainRegistered | DomainRemoved) -> None:
    """Counts the domains of the organization anew."""
    with system_actor("count domains of an organization"):
        owner = Organization.objects.get(public_id=event.organization)
        recount_domains(organizations=[owner.pk])
