"""The portfolio: domains in sight with the sums of a period."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Case, F, FloatField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Cast, Coalesce

from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.domains.queries import watched
from nucleus.dmarc.rollups.models import DomainDay


def _sum(name: str, period: Period) -> Any:
    rows = (
        DomainDay.objects.filter(domain_id=OuterRef("pk"), day__gte=period.first, day__lte=period.last)
        .order_by()
        .values("domain_id")
        .annotate(found=Sum(name))
        .values("found")
    )
    return Coalesce(Subquery(rows, output_field=BigIntegerField()), 0)


def portfolio(period: Period) -> QuerySet[Any]:
    """Watched domains with messages, failures and the share that passed; nothing where there was no mail."""
    return (
        watched()
        .annotate(total=_sum("messages", period), lost=_sum("failed", period))
        .annotate(
            pass_share=Case(
                When(total__gt=0, then=1.0 - Cast(F("lost"), FloatField()) / Cast(F("total"), FloatField())),
                default=None,
                output_field=FloatField(null=True),
            )
        )
    )


def silent(rows: QuerySet[Domain]) -> QuerySet[Domain]:
    """Those for which no report has come yet."""
    return rows.filter(last_report_at__isnull=True)
