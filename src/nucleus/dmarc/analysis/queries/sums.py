"""Sums of days: for charts, rings and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.rollups.models import DomainDay, OrganizationDay

FIELDS = ("messages", "aligned", "dkim_only", "spf_only", "failed", "quarantined", "rejected", "forwarded")


@dataclass(frozen=True, slots=True)
class Totals:
    """Messages by outcome. `aligned` passed by DKIM and SPF both."""

    messages: int = 0
    aligned: int = 0
    dkim_only: int = 0
    spf_only: int = 0
    failed: int = 0
    quarantined: int = 0
    rejected: int = 0
    forwarded: int = 0

    @property
    def passed(self) -> int:
        """Messages that passed DMARC."""
        return self.messages - self.failed

    @property
    def rate(self) -> float | None:
        """The share that passed (0 to 1), or nothing where there was no mail."""
        return self.passed / self.messages if self.messages else None


def _totals(rows: QuerySet[Any]) -> Totals:
    found = rows.aggregate(**{name: Sum(name) for name in FIELDS})
    return Totals(**{name: found[name] or 0 for name in FIELDS})


def within(rows: QuerySet[Any], period: Period) -> QuerySet[Any]:
    """Only the days of the period."""
    return rows.filter(day__gte=period.first, day__lte=period.last)


def domain_totals(domain: int, period: Period) -> Totals:
    """The sums of one domain."""
    return _totals(within(DomainDay.objects.filter(domain_id=domain), period))


def portfolio_totals(period: Period) -> Totals:
    """The sums of all domains whose detail is in sight."""
    return _totals(within(DomainDay.objects.all(), period))


def domain_days(domain: int, period: Period) -> list[tuple[int, Totals]]:
    """Every day of the period with its sums, days without mail as zeros."""
    return _days(within(DomainDay.objects.filter(domain_id=domain), period), period)


def portfolio_days(period: Period) -> list[tuple[int, Totals]]:
    """The same over all domains in sight."""
    return _days(within(DomainDay.objects.all(), period), period)


def _days(rows: QuerySet[Any], period: Period) -> list[tuple[int, Totals]]:
    summed = rows.order_by().values("day").annotate(**{f"sum_{n}": Sum(n) for n in FIELDS})
    found = {day: Totals(*values) for day, *values in summed.values_list("day", *(f"sum_{n}" for n in FIELDS))}
    return [(day, found.get(day, Totals())) for day in range(period.first, period.last + 1)]


@dataclass(frozen=True, slots=True)
class Metrics:
    """What tiers above the partner see of organizations: sums without names."""

    messages: int = 0
    passed: int = 0
    failed: int = 0
    quarantined: int = 0
    rejected: int = 0
    reports: int = 0

    @property
    def rate(self) -> float | None:
        """The share that passed (0 to 1), or nothing where there was no mail."""
        return self.passed / self.messages if self.messages else None


METRICS = ("messages", "passed", "failed", "quarantined", "rejected", "reports")


def metric_totals(rows: QuerySet[Any], period: Period) -> Metrics:
    """The sums of organization days."""
    found = within(rows, period).aggregate(**{name: Sum(name) for name in METRICS})
    return Metrics(**{name: found[name] or 0 for name in METRICS})


def metric_days(rows: QuerySet[Any], period: Period) -> list[tuple[int, Metrics]]:
    """Every day of the period with its sums."""
    summed = within(rows, period).order_by().values("day").annotate(**{f"sum_{n}": Sum(n) for n in METRICS})
    found = {day: Metrics(*values) for day, *values in summed.values_list("day", *(f"sum_{n}" for n in METRICS))}
    return [(day, found.get(day, Metrics())) for day in range(period.first, period.last + 1)]


def organization_days(column: str = "", pk: int = 0) -> QuerySet[Any]:
    """The metric days in sight, of the subtree of one organization where `column` names its tier's column."""
    rows: QuerySet[Any] = OrganizationDay.objects.all()
    return rows.filter(**{column: pk}) if column else rows
