"""Registering and removing domains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nucleus.dmarc.domains.events import DomainRegistered, DomainRemoved
from nucleus.dmarc.domains.inputs import RegisterDomainInput, RemoveDomainInput
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.domains.names import normal_name
from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Denied, Invalid, Refused
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.gate.undo import Undo
from nucleus.platform.tree.models import Organization
from nucleus.platform.tree.scope import Visibility, sees


@command(
    "domains.register",
    input=RegisterDomainInput,
    target="organization",
    constraints={"domains_once": "name", "domains_domain.organization_id, domains_domain.name": "name"},
)
def register_domain(*, name: str, organization: Organization | None = None) -> Domain:
    """Watch a domain for an organization, by default the actor's own.

    Raises Invalid where the name is none or is watched already within the partner's reach, Denied where the actor may
    not see the organization's detail.
    """
    organization = organization or own_organization()
    if not sees(Visibility.DETAIL, current_actor(), organization.place):
        raise Denied(_("Only the organization itself and its partner register its domains."))
    try:
        stored = normal_name(name)
    except ValueError as error:
        raise Invalid({"name": [_(str(error))]}) from None
    if Domain.objects.filter(name=stored, removed_at__isnull=True).exists():
        raise Invalid({"name": [_("This domain is watched already.")]})
    domain = Domain(organization=organization, name=stored)
    domain.save()
    record(domain, name=stored)
    emit(DomainRegistered(domain=domain.public_id, name=stored, organization=organization.public_id))
    return domain


def own_organization() -> Organization:
    """The organization that the actor acts for. Raises Invalid where it has none."""
    place = current_actor().place
    if place is None:
        raise Invalid({"organization": [_("Choose an organization.")]})
    return Organization.objects.get(pk=place.organization)  # type: ignore[no-any-return]


def registers_again(given: Mapping[str, Any], result: Domain, changes: Mapping[str, list[Any]]) -> Undo:
    """The same domain for the same organization; its history comes back with it."""
    return Undo("domains.register", {"name": result.name, "organization": result.organization.public_id})


@command("domains.remove", input=RemoveDomainInput, target="domain", undo=registers_again)
def remove_domain(*, domain: Domain) -> Domain:
    """Stop watching a domain. Its history stays and comes back when the same organization registers it again."""
    if domain.removed_at is not None:
        raise Refused(_("This domain is not watched any more."))
    domain.removed_at = now()
    domain.revision += 1
    domain.save()
    emit(DomainRemoved(domain=domain.public_id, name=domain.name, organization=domain.organization.public_id))
    return domain
