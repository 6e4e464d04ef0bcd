"""What lies under one domain: days, sources, records, reporters, countries; and reports."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.analysis.cells import EVIDENCE_SCHEMA
from nucleus.dmarc.analysis.dates import AsDate
from nucleus.dmarc.analysis.period import PERIOD, period_of
from nucleus.dmarc.analysis.queries.records import (
    RESULT_TONES,
    RESULTS,
    countries_of,
    domain_records,
    report_records,
    reporters_of,
)
from nucleus.dmarc.analysis.queries.sources import STATUS, TONES, sources_of
from nucleus.dmarc.domains.queries import domain_in_sight
from nucleus.dmarc.reports.models import Report
from nucleus.dmarc.reports.queries import report_in_sight
from nucleus.dmarc.rollups.models import DomainDay
from nucleus.platform.api.tables import Column, Empty, Filter, Table, register
from nucleus.platform.charts import country_name

NO_MAIL = Empty("mail", _("No mail in this period"), _("Choose a longer period, or hand in more reports."))
HANDED = [("none", _("Delivered")), ("quarantine", _("Quarantined")), ("reject", _("Rejected"))]
HANDED_TONES = {"none": "", "quarantine": "warn", "reject": "bad"}


def day_rows(*, domain: str, days: str) -> QuerySet[Any]:
    """The days of a domain with mail."""
    period = period_of(days)
    found = domain_in_sight(domain)
    rows: QuerySet[Any] = DomainDay.objects.filter(domain_id=found.pk, day__gte=period.first, day__lte=period.last)
    dated: QuerySet[Any] = rows.annotate(date=AsDate(F("day")))
    return dated


def source_rows(*, domain: str, days: str) -> QuerySet[Any]:
    """The sending addresses of a domain."""
    return sources_of(domain_in_sight(domain).pk, period_of(days))


def record_rows(*, domain: str, days: str) -> QuerySet[Any]:
    """The single records of a domain."""
    return domain_records(domain_in_sight(domain).pk, period_of(days))


def reporter_rows(*, domain: str, days: str) -> QuerySet[Any]:
    """Who reported about a domain."""
    return reporters_of(domain_in_sight(domain).pk, period_of(days))


def country_rows(*, domain: str, days: str) -> QuerySet[Any]:
    """Where the mail of a domain came from."""
    return countries_of(domain_in_sight(domain).pk, period_of(days))


def report_rows(**where: str) -> QuerySet[Any]:
    """The reports in sight."""
    return Report.objects.all()  # type: ignore[no-any-return]


def report_record_rows(*, report: str) -> QuerySet[Any]:
    """The records of one report."""
    return report_records(report_in_sight(report))


RECORD_COLUMNS = (
    Column("source", _("Source"), "main", source="source__ip", sort=True, more=("source__sender",)),
    Column("country", _("Country"), "country", source="source__country", priority=3),
    Column("count", _("Messages"), "number", sort=True),
    Column("result", _("Result"), "status", sort=True, priority=2, options={"choices": RESULTS, "tones": RESULT_TONES}),
    Column(
        "disposition",
        _("Handled"),
        "tag",
        source="dealt",
        priority=2,
        options={"choices": HANDED, "tones": HANDED_TONES},
    ),
    Column("header_from", _("From domain"), source="header_from__text", sort=True, priority=3),
    Column("envelope_from", _("Envelope from"), source="envelope_from__text", pages=False),
    Column("envelope_to", _("Envelope to"), source="envelope_to__text", pages=False),
    Column(
        "reporter",
        _("Reporter"),
        source="report__reporter",
        sort=True,
        priority=3,
        link="/dmarc/reports/{report__public_id}/",
    ),
    Column("report", _("Report"), source="report__public_id", pages=False),
    Column("day", _("Day"), "date", source="date", sort="day", priority=3),
    Column(
        "evidence",
        _("Authentication results"),
        "evidence",
        source="evidence__content",
        priority=3,
        options={"schema": EVIDENCE_SCHEMA},
    ),
)
RECORD_FILTERS = (
    Filter("result", _("Result"), choices=RESULTS),
    Filter("disposition", _("Handled"), source="dealt", choices=HANDED),
    Filter("source", _("Source address"), "text", source="source__ip"),
    Filter("header_from", _("From domain"), "text", source="header_from__text"),
)

DAYS = register(
    Table(
        name="domain-days",
        label=_("Results per day"),
        permission="reports.view",
        discloses="dmarc",
        rows=day_rows,
        page="/dmarc/domains/{domain}/days/",
        api="/api/crm/domains/{domain}/days",
        key="",
        tie="day",
        columns=(
            Column("day", _("Day"), "date", source="date", sort="day"),
            Column("messages", _("Messages"), "number", sort=True),
            Column("aligned", _("SPF and DKIM"), "number", priority=2),
            Column("dkim_only", _("DKIM only"), "number", priority=2),
            Column("spf_only", _("SPF only"), "number", priority=2),
            Column("failed", _("Failed"), "number", sort=True),
            Column("quarantined", _("Quarantined"), "number", priority=3),
            Column("rejected", _("Rejected"), "number", priority=3),
            Column("reports", _("Reports"), "number", priority=3),
        ),
        filters=(PERIOD,),
        sort="-day",
        size=100,
        empty=NO_MAIL,
    )
)

SOURCES = register(
    Table(
        name="domain-sources",
        label=_("Sources"),
        permission="reports.view",
        discloses="dmarc",
        rows=source_rows,
        page="/dmarc/domains/{domain}/sources/",
        api="/api/crm/domains/{domain}/sources",
        key="",
        tie="source_id",
        columns=(
            Column("ip", _("Address"), "main", source="source__ip", sort=True, more=("source__network",)),
            Column("sender", _("Sender"), source="source__sender", sort=True, priority=2),
            Column("kind", _("Kind"), source="source__kind", pages=False),
            Column("network", _("Network"), source="source__network", pages=False),
            Column("asn", _("AS number"), "number", source="source__asn", pages=False, null=True),
            Column("country", _("Country"), "country", source="source__country", sort=True, priority=3),
            Column("status", _("Status"), "status", sort=True, priority=2, options={"choices": STATUS, "tones": TONES}),
            Column("messages", _("Messages"), "number", source="total", sort=True),
            Column("spf_share", _("SPF aligned"), "bar", sort=True, priority=3),
            Column("dkim_share", _("DKIM aligned"), "bar", sort=True, priority=3),
            Column("pass_share", _("Pass"), "percent", sort=True),
            Column("refused", _("Quarantined or rejected"), "number", sort=True, pages=False),
        ),
        filters=(
            PERIOD,
            Filter("status", _("Status"), choices=STATUS),
            Filter("country", _("Country"), "text", source="source__country"),
        ),
        search=("source__ip", "source__sender", "source__network"),
        sort="-messages",
        empty=NO_MAIL,
    )
)

RECORDS = register(
    Table(
        name="domain-records",
        label=_("Records"),
        permission="reports.view",
        discloses="dmarc",
        rows=record_rows,
        page="/dmarc/domains/{domain}/records/",
        api="/api/crm/domains/{domain}/records",
        key="",
        tie="row",
        columns=RECORD_COLUMNS,
        filters=(PERIOD, *RECORD_FILTERS),
        search=("source__ip", "source__sender", "header_from__text"),
        sort="-day",
        empty=NO_MAIL,
    )
)

REPORTERS = register(
    Table(
        name="domain-reporters",
        label=_("Reporters"),
        permission="reports.view",
        discloses="dmarc",
        rows=reporter_rows,
        page="/dmarc/domains/{domain}/reporters/",
        api="/api/crm/domains/{domain}/reporters",
        key="",
        tie="reporter",
        columns=(
            Column("reporter", _("Reporter"), "main", sort=True, options={"avatar": True}),
            Column("reports", _("Reports"), "number", source="count", sort=True, priority=2),
            Column("messages", _("Messages"), "number", source="total", sort=True),
            Column("pass_share", _("Pass"), "percent", sort=True, null=True),
            Column("last", _("Last period end"), "datetime", source="latest", sort=True, priority=2),
        ),
        filters=(PERIOD,),
        search=("reporter",),
        sort="-messages",
        empty=NO_MAIL,
    )
)

COUNTRIES = register(
    Table(
        name="domain-countries",
        label=_("Countries"),
        permission="reports.view",
        discloses="dmarc",
        rows=country_rows,
        page="/dmarc/domains/{domain}/countries/",
        api="/api/crm/domains/{domain}/countries",
        key="",
        tie="country",
        columns=(
            Column("country", _("Country"), "country", sort=True, options={"words": country_name}),
            Column("messages", _("Messages"), "number", source="total", sort=True),
            Column("failed", _("Failed"), "number", source="lost", sort=True),
            Column("pass_share", _("Pass"), "percent", sort=True),
        ),
        filters=(PERIOD,),
        sort="-messages",
        empty=NO_MAIL,
    )
)

REPORTS = register(
    Table(
        name="reports",
        label=_("Reports"),
        one=_("Report"),
        sub=_("Every aggregate report that was stored."),
        permission="reports.view",
        discloses="dmarc",
        rows=report_rows,
        page="/dmarc/reports/",
        api="/api/crm/reports",
        address="/dmarc/reports/{public_id}/",
        type="report",
        columns=(
            Column("reporter", _("Reporter"), "main", sort=True, more=("report_id",), options={"avatar": True}),
            Column("report_id", _("Report id"), pages=False),
            Column("domain_name", _("Domain"), source="domain__name", sort=True, priority=2),
            Column("domain", _("Domain id"), source="domain__public_id", pages=False),
            Column("begin", _("Begin"), "datetime", sort=True, priority=3),
            Column("end", _("End"), "datetime", sort=True, pages=False),
            Column("records", _("Records"), "number", sort=True, priority=3),
            Column("messages", _("Messages"), "number", sort=True),
            Column("passed", _("Passed"), "number", sort=True, priority=2),
            Column("counted", _("Counted"), "yes_no", priority=3),
            Column("received_at", _("Received"), "datetime", sort=True, priority=3),
            Column("generation", _("Generation"), detail=True),
            Column("policy_domain", _("Policy domain"), detail=True),
        ),
        filters=(
            Filter("counted", _("Counted"), "yes_no"),
            Filter("domain", _("Domain"), "text", source="domain__name"),
            Filter("from", _("From"), "day", source="begin__date__gte"),
            Filter("to", _("To"), "day", source="begin__date__lte"),
        ),
        search=("reporter", "report_id", "domain__name"),
        sort="-received_at",
        empty=Empty(
            "file-text", _("No reports yet"), _("Hand in report files, and they appear here once they are read.")
        ),
    )
)

REPORT_RECORDS = register(
    Table(
        name="report-records",
        label=_("Records"),
        permission="reports.view",
        discloses="dmarc",
        rows=report_record_rows,
        page="/dmarc/reports/{report}/records/",
        api="/api/crm/reports/{report}/records",
        key="",
        tie="row",
        columns=RECORD_COLUMNS,
        filters=RECORD_FILTERS,
        search=("source__ip", "source__sender", "header_from__text"),
        sort="-count",
        empty=NO_MAIL,
    )
)
