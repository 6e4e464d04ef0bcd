"""Addresses of the analyser: pages under /dmarc/, the API beside."""

from django.urls import URLPattern, path

from nucleus.dmarc.analysis import api
from nucleus.dmarc.analysis.tables import details, domains
from nucleus.dmarc.analysis.views.domain import DomainMap, DomainPage
from nucleus.dmarc.analysis.views.home import DmarcHome
from nucleus.dmarc.analysis.views.lists import DomainList, ReportList
from nucleus.dmarc.analysis.views.register import RegisterDomain
from nucleus.dmarc.analysis.views.report import ReportPage, ReportRaw
from nucleus.platform.ui.routes import page_routes

UNDER_DOMAIN = (
    (details.SOURCES, "sources"),
    (details.RECORDS, "records"),
    (details.REPORTERS, "reporters"),
    (details.COUNTRIES, "countries"),
    (details.DAYS, "days"),
)


def domain_lists() -> list[URLPattern]:
    """The tabs of a domain that are lists."""
    return [
        path(
            f"dmarc/domains/<str:domain>/{tab}/",
            DomainList.as_view(table=table, permission=table.permission, tab=tab, title=table.label),
            name=f"{table.name}-list",
        )
        for table, tab in UNDER_DOMAIN
    ]


urlpatterns: list[URLPattern] = [
    path("dmarc/", DmarcHome.as_view(), name="home"),
    path(
        "dmarc/domains/register/",
        RegisterDomain.as_view(
            table=domains.DOMAINS, act=domains.DOMAINS.create, permission="domains.register", command="domains.register"
        ),
        name="register",
    ),
    path("dmarc/domains/<str:public_id>/map/", DomainMap.as_view(), name="domain-map"),
    *domain_lists(),
    *page_routes(domains.DOMAINS, DomainPage),
    path("dmarc/reports/<str:public_id>/raw/", ReportRaw.as_view(), name="report-raw"),
    path(
        "dmarc/reports/<str:report>/records/",
        ReportList.as_view(table=details.REPORT_RECORDS, permission=details.REPORT_RECORDS.permission),
        name="report-records-list",
    ),
    *page_routes(details.REPORTS, ReportPage),
    *api.urlpatterns,
]
