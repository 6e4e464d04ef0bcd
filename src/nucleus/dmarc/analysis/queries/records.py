"""Single records, their evidence, and the reporters they came from."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Max,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.analysis.dates import AsDate
from nucleus.dmarc.analysis.period import Period
from nucleus.dmarc.reports.models import RecordRow, Report
from nucleus.dmarc.rollups.models import CountryDay

RESULTS = (
    ("both", _("SPF and DKIM")),
    ("dkim", _("DKIM only")),
    ("spf", _("SPF only")),
    ("failed", _("Failed")),
)
RESULT_TONES = {"both": "ok", "dkim": "warn", "spf": "warn", "failed": "bad"}
SEQUENCE_SPACE = 1 << 21  # rows of one report stay below it (the reader's bound is 1,000,000)


def records_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Records with their outcome in a word, and a number that orders them totally."""
    found: QuerySet[Any] = rows.annotate(
        date=AsDate(F("day")),
        row=ExpressionWrapper(F("report_id") * SEQUENCE_SPACE + F("seq"), output_field=BigIntegerField()),
        result=Case(
            When(dkim=1, spf=1, then=Value("both")),
            When(dkim=1, then=Value("dkim")),
            When(spf=1, then=Value("spf")),
            default=Value("failed"),
            output_field=CharField(),
        ),
        dealt=Case(
            When(disposition=1, then=Value("quarantine")),
            When(disposition=2, then=Value("reject")),
            default=Value("none"),
            output_field=CharField(),
        ),
    )
    return found


def domain_records(domain: int, period: Period) -> QuerySet[Any]:
    """The records of a domain in the period."""
    return records_of(RecordRow.objects.filter(domain_id=domain, day__gte=period.first, day__lte=period.last))


def report_records(report: Report) -> QuerySet[Any]:
    """The records of one report, also those attributed to a sibling domain."""
    return records_of(RecordRow.objects.filter(report_id=report.pk, day=report.day))


def reporters_of(domain: int, period: Period) -> QuerySet[Any]:
    """One row per reporter: reports, messages, the share that passed, and the last report."""
    rows = Report.objects.filter(domain_id=domain, counted=True, day__gte=period.first, day__lte=period.last)
    grouped = (
        rows.order_by()
        .values("reporter")
        .annotate(count=Count("id"), total=Sum("messages"), good=Sum("passed"), latest=Max("end"), tie=Max("id"))
    )
    return grouped.annotate(pass_share=Cast(F("good"), FloatField()) / Cast(F("total"), FloatField()))  # type: ignore[no-any-return]


def countries_of(domain: int, period: Period) -> QuerySet[Any]:
    """One row per country of origin."""
    rows = CountryDay.objects.filter(domain_id=domain, day__gte=period.first, day__lte=period.last)
    grouped = rows.order_by().values("country").annotate(total=Sum("messages"), lost=Sum("failed"))
    return grouped.annotate(  # type: ignore[no-any-return]
        pass_share=1.0 - Cast(F("lost"), FloatField()) / Cast(F("total"), FloatField()),
        any_failed=Case(When(lost__gt=0, then=Value(1)), default=Value(0), output_field=IntegerField()),
    )
