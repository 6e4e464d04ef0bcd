"""What the commands of domains take."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.kernel.actor import Tier, current_actor
from nucleus.platform.api.inputs import Input, TenantReference
from nucleus.platform.tree.models import Organization, Status


def watchers() -> QuerySet[Organization]:
    """The organizations for which the actor may register domains: its own, and a partner's customers."""
    place = current_actor().place
    if place is None:
        return Organization.objects.none()  # type: ignore[no-any-return]
    rows = Organization.objects.filter(status=Status.ACTIVE)
    own = Q(pk=place.organization)
    return rows.filter(own | Q(partner_id=place.organization) if place.tier is Tier.PARTNER else own).order_by("name")  # type: ignore[no-any-return]


class RegisterDomainInput(Input):
    """A domain to watch. Without an organization it is the own one."""

    organization = TenantReference(
        Organization,
        among=watchers,
        required=False,
        label=_("Organization"),
        help_text=_("Whose domain it is. Empty: your own organization."),
    )
    name = serializers.CharField(
        max_length=253,
        label=_("Domain name"),
        help_text=_("For example example.com. Subdomains count for it unless they are registered themselves."),
    )


class RemoveDomainInput(Input):
    """Nothing but the domain that the address names."""
