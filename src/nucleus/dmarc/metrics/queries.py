"""The standing of an organization: its subtree's sums, by day and against the period before, and who moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.analysis.queries.metrics import children_metrics, domain_counts, subtree
from nucleus.dmarc.analysis.queries.sums import METRICS, Metrics, metric_days, metric_totals
from nucleus.dmarc.rollups.models import OrganizationDay, OrganizationDomains
from nucleus.platform.tree.models import Organization

LEAST_MESSAGES = 100
"""In each of the two periods: a share of fewer messages jumps without meaning."""
MOST_MOVERS = 5


class Mover(NamedTuple):
    """An organization directly below whose pass share changed by so many percentage points."""

    public_id: str
    name: str
    pass_share: float
    change: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of an organization and everything below it. `domains` counts watched ones by published policy."""

    period: Period
    days: Sequence[tuple[int, Metrics]]
    now: Metrics
    before: Metrics
    domains: dict[str, int]
    fell: Sequence[Mover]
    rose: Sequence[Mover]


def standing_of(organization: Organization, period: Period) -> Standing:
    """Five statements, however much stands below."""
    rows = subtree(OrganizationDay, organization.place)
    days = metric_days(rows, period)
    return Standing(
        period,
        days,
        added([metrics for _day, metrics in days]),
        metric_totals(rows, period.before),
        domain_counts(subtree(OrganizationDomains, organization.place)),
        movers(organization, period, falling=True),
        movers(organization, period, falling=False),
    )


def added(sums: Sequence[Metrics]) -> Metrics:
    """The sum of sums."""
    return Metrics(**{name: sum(getattr(each, name) for each in sums) for name in METRICS})


def movers(parent: Organization, period: Period, *, falling: bool) -> list[Mover]:
    """Those directly below that lost or gained most, the furthest first."""
    side = {"pass_change__lt": 0} if falling else {"pass_change__gt": 0}
    rows: Any = children_metrics(parent, period).filter(
        total__gte=LEAST_MESSAGES, total_before__gte=LEAST_MESSAGES, **side
    )
    found = rows.order_by("pass_change" if falling else "-pass_change", "name").values_list(
        "public_id", "name", "is_house", "pass_share", "pass_change"
    )[:MOST_MOVERS]
    return [
        Mover(public_id, _("Direct") if house else name, share, change)
        for public_id, name, house, share, change in found
    ]


def handled(metrics: Metrics) -> tuple[int, int, int]:
    """What receivers did with failing mail: (delivered, quarantined, rejected). Receivers refuse some mail for reasons
    of their own, so the parts are cut to what failed.
    """
    rejected = min(metrics.rejected, metrics.failed)
    quarantined = min(metrics.quarantined, metrics.failed - rejected)
    return metrics.failed - rejected - quarantined, quarantined, rejected
