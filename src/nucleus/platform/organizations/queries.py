"""Reads on organizations and members, as the actor sees them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from nucleus.kernel.actor import Tier, current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.accounts.models import Membership
from nucleus.platform.journal.notes import about, spare
from nucleus.platform.tree.models import Organization, Status


def organizations_below() -> QuerySet[Any]:
    """The own organization and everything below it; the cards of the chain upward and hidden houses are left out."""
    place = current_actor().place
    below: dict[str, Any] = {"is_house": False}
    if place is not None and place.tier is not Tier.COMPANY:
        below[f"{place.tier}_id"] = place.organization
    rows: QuerySet[Any] = Organization.objects.filter(**below)
    return rows


def name_in_sight(public_id: str) -> str:
    """The name of an organization in sight; the id itself where there is none."""
    name: str | None = Organization.objects.filter(public_id=public_id).values_list("name", flat=True).first()
    return name or public_id


def language_name(code: str) -> str:
    """How a language calls itself."""
    return dict(settings.LANGUAGES).get(code, code)


def possible_parents() -> QuerySet[Any]:
    """Where the actor may add an organization: active ones that can have something below."""
    return organizations_below().filter(status=Status.ACTIVE).exclude(tier=Tier.CUSTOMER)


def own_organization() -> Organization:
    """The organization that the actor acts for. Raises NotVisible for the superadmin, who has none."""
    place = current_actor().place
    if place is None:
        raise NotVisible
    found: Organization = Organization.objects.select_related("parent").get(pk=place.organization)
    return found


def members(organization: str = "") -> QuerySet[Any]:
    """Active memberships in sight, of all organizations or of the one with the public id."""
    rows: QuerySet[Any] = Membership.objects.filter(is_active=True)
    return rows.filter(organization__public_id=organization) if organization else rows


def first_members(organization: Organization, most: int = 5) -> list[Membership]:
    """The first people of an organization, as far as they are in sight. The access journal notes whose they are."""
    found = list(members(organization.public_id).order_by("user__name").select_related("user")[:most])
    about(organization) if found else spare()
    return found


def team() -> QuerySet[Any]:
    """The members of the own organization; all there are for the superadmin, who has none."""
    place = current_actor().place
    return members() if place is None else members().filter(organization=place.organization)


def children_counts(organization: Organization) -> dict[str, int]:
    """How many organizations of each lower tier stand below it, closed ones and hidden houses left out."""
    tiers = list(Tier)[list(Tier).index(Tier(organization.tier)) + 1 :]
    if not tiers:
        return {}
    rows = Organization.objects.filter(is_house=False).exclude(status=Status.CLOSED)
    if organization.tier != Tier.COMPANY:
        rows = rows.filter(**{f"{organization.tier}_id": organization.pk})
    counted = rows.aggregate(**{tier.value: Count("pk", filter=Q(tier=tier)) for tier in tiers})
    return {tier.value: counted[tier.value] for tier in tiers}


def counts_below() -> dict[str, int]:
    """How many organizations of each tier stand below the own one (all for the superadmin), closed ones left out."""
    place = current_actor().place
    rows = organizations_below().exclude(status=Status.CLOSED)
    if place is not None:
        rows = rows.exclude(pk=place.organization)
    counted = rows.aggregate(**{tier.value: Count("pk", filter=Q(tier=tier)) for tier in Tier})
    return {tier.value: counted[tier.value] for tier in Tier}
