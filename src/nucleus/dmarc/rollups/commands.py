"""Recounting, as the software does it after storing and for repair."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Count, Q

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.rollups.models import OrganizationDay, OrganizationDomains
from nucleus.dmarc.rollups.recount import organization_sums, recount_days
from nucleus.platform.gate.command import command
from nucleus.platform.tree.models import Organization


@command("rollups.recount", audited=False)  # repeats what records say; changes nothing that anybody entered
def recount(*, pairs: Collection[tuple[int, int]]) -> None:
    """Recounts (domain, day) pairs and the days of their organizations."""
    if not pairs:
        return
    recount_days(pairs)
    owners = dict(Domain.objects.filter(pk__in={d for d, _ in pairs}).values_list("pk", "organization_id"))
    _recount_organizations({(owners[d], day) for d, day in pairs})
    recount_domains(organizations=set(owners.values()))


def _recount_organizations(pairs: Collection[tuple[int, int]]) -> None:
    organizations = Organization.objects.in_bulk({o for o, _ in pairs})
    ordered = sorted(pairs)
    rows = [
        OrganizationDay(
            organization=organizations[o],
            day=day,
            domains=domains,
            reports=reports,
            messages=messages,
            passed=passed,
            failed=failed,
            quarantined=quarantined,
            rejected=rejected,
        )
        for o, day, domains, reports, messages, passed, failed, quarantined, rejected in organization_sums(ordered)
    ]
    OrganizationDay.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organization", "day"],
        update_fields=["domains", "reports", "messages", "passed", "failed", "quarantined", "rejected"],
    )
    left = set(ordered) - {(row.organization_id, row.day) for row in rows}
    for organization, day in left:
        OrganizationDay.objects.filter(organization_id=organization, day=day).delete()


@command("rollups.recount_domains", audited=False)
def recount_domains(*, organizations: Iterable[int]) -> None:
    """Counts the watched domains of organizations by published policy."""
    wanted = set(organizations)
    counts = {
        row["organization_id"]: row
        for row in Domain.objects.filter(organization_id__in=wanted, removed_at__isnull=True)
        .values("organization_id")
        .annotate(
            all=Count("id"),
            reject=Count("id", filter=Q(policy="reject")),
            quarantine=Count("id", filter=Q(policy="quarantine")),
            none=Count("id", filter=Q(policy="none")),
            unseen=Count("id", filter=Q(policy="")),
        )
    }
    rows = []
    for organization in Organization.objects.filter(pk__in=wanted):
        found = counts.get(organization.pk, {})
        numbers = {name: found.get(name, 0) for name in ("reject", "quarantine", "none", "unseen")}
        rows.append(OrganizationDomains(organization=organization, domains=found.get("all", 0), **numbers))
    OrganizationDomains.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organization"],
        update_fields=["domains", "reject", "quarantine", "none", "unseen"],
    )
