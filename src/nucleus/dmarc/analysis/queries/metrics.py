"""Metrics per child: what distributor and company see."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Cast, Coalesce

from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.rollups.models import OrganizationDay, OrganizationDomains
from nucleus.kernel.actor import Place, Tier, current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.tree.models import Organization


def organization_below(public_id: str) -> Organization:
    """The actor's own organization or one below it. Raises NotVisible; the cards of the chain upward are none."""
    found: Organization | None = Organization.objects.filter(public_id=public_id).first()
    place = current_actor().place
    if found is None or place is None or not place.holds(found.place):
        raise NotVisible
    return found


def own_organization() -> Organization:
    """The organization that the actor acts for. Raises NotVisible for who acts for none."""
    place = current_actor().place
    if place is None:
        raise NotVisible
    return Organization.objects.get(pk=place.organization)  # type: ignore[no-any-return]


def _sum(rows: QuerySet[Any], column: str, name: str) -> Any:
    grouped = (
        rows.filter(**{column: OuterRef("pk")}).order_by().values(column).annotate(found=Sum(name)).values("found")
    )
    return Coalesce(Subquery(grouped, output_field=BigIntegerField()), 0)


def _share(total: str, lost: str) -> Case:
    """The share that passed (0 to 1), nothing where there was no mail."""
    return Case(
        When(**{f"{total}__gt": 0}, then=1.0 - Cast(F(lost), FloatField()) / Cast(F(total), FloatField())),
        default=None,
        output_field=FloatField(null=True),
    )


def children_metrics(parent: Organization, period: Period) -> QuerySet[Any]:
    """The organizations directly below with the sums of their subtrees: domains by policy, volume, share that passed
    and its change in percentage points on the period before.
    """
    tier = Tier(parent.tier).below
    children = Organization.objects.filter(parent=parent)
    column = f"{tier or parent.tier}_id"  # a customer has nobody below: the same columns, no rows
    days = OrganizationDay.objects.filter(day__gte=period.first, day__lte=period.last)
    earlier = OrganizationDay.objects.filter(day__gte=period.before.first, day__lte=period.before.last)
    domains = OrganizationDomains.objects.all()
    counted = children.annotate(
        domain_count=_sum(domains, column, "domains"),
        at_reject=_sum(domains, column, "reject"),
        at_quarantine=_sum(domains, column, "quarantine"),
        at_none=_sum(domains, column, "none"),
        total=_sum(days, column, "messages"),
        lost=_sum(days, column, "failed"),
        total_before=_sum(earlier, column, "messages"),
        lost_before=_sum(earlier, column, "failed"),
    ).annotate(pass_share=_share("total", "lost"), pass_before=_share("total_before", "lost_before"))
    return counted.annotate(  # type: ignore[no-any-return]
        pass_change=ExpressionWrapper((F("pass_share") - F("pass_before")) * 100.0, output_field=FloatField(null=True)),
        enforced_share=Case(
            When(
                domain_count__gt=0,
                then=Cast(F("at_reject") + F("at_quarantine"), FloatField()) / Cast(F("domain_count"), FloatField()),
            ),
            default=None,
            output_field=FloatField(null=True),
        ),
    )


def domain_counts(rows: QuerySet[Any]) -> dict[str, int]:
    """Watched domains by policy over organizations: all, reject, quarantine, none, unseen."""
    names = ("domains", "reject", "quarantine", "none", "unseen")
    found = rows.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return {name: found[f"sum_{name}"] or 0 for name in names}


def subtree(model: Any, place: Place) -> QuerySet[Any]:
    """The metric rows of an organization and everything below it."""
    rows: QuerySet[Any] = model.objects.all()
    if place.tier is Tier.COMPANY:
        return rows
    return rows.filter(**{f"{place.tier}_id": place.organization})
