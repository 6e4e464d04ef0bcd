"""Reads of domains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.domains.names import suffixes
from nucleus.kernel.actor import Place, Tier, system_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.journal.notes import about


def watched() -> QuerySet[Domain]:
    """The domains in sight that are watched now."""
    return Domain.objects.filter(removed_at__isnull=True)  # type: ignore[no-any-return]


def domain_in_sight(public_id: str) -> Domain:
    """The domain, or NotVisible."""
    found = Domain.objects.select_related("organization").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    about(found)
    return found  # type: ignore[no-any-return]


def below(place: Place) -> Q:
    """The condition for rows in the subtree of the place, whoever acts."""
    if place.tier is Tier.COMPANY:
        return Q()
    return Q(**{f"{place.tier.value}_id": place.organization})


def registered_for(names: Iterable[str], place: Place) -> dict[str, Domain]:
    """For each policy domain of reports that came to `place`: the domain that they belong to, if one is registered.

    Looks below the place as the system, because who received a report need not see its detail. A name belongs to itself
    or its longest registered parent; where several organizations watch the same name, to who registered it first.
    """
    wanted = {name: suffixes(name) for name in names}
    with system_actor("attribute reports to domains"):
        rows = (
            Domain.objects.filter(below(place), removed_at__isnull=True)
            .filter(name__in={s for found in wanted.values() for s in found})
            .select_related("organization")
            .order_by("-registered_at", "-id")
        )
        known = {row.name: row for row in rows}
    result = {}
    for name, candidates in wanted.items():
        match = next((known[s] for s in candidates if s in known), None)
        if match is not None:
            result[name] = match
    return result


def siblings_of(organizations: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each organization: its watched names and their row ids, for attribution by `header_from`."""
    found: dict[int, dict[str, int]] = {}
    with system_actor("attribute rows to domains"):
        rows: Any = Domain.objects.filter(organization_id__in=set(organizations), removed_at__isnull=True)
        for organization, name, pk in rows.values_list("organization_id", "name", "pk"):
            found.setdefault(organization, {})[name] = pk
    return found
