"""The list pages under a domain, a report, the table's page with the object's own head."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.period import chosen_days
from nucleus.dmarc.analysis.views.domain import domain_crumbs, domain_tabs, domain_tags
from nucleus.dmarc.domains.queries import domain_in_sight
from nucleus.dmarc.reports.queries import report_in_sight
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.shell import Crumb


class DomainList(ListPage):
    """A list under a domain, as one of its tabs."""

    tab = ""

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        domain = domain_in_sight(where["domain"])
        return {
            "title": domain.shown,
            "crumbs": domain_crumbs(domain, str(self.table.label)),
            "tabs": domain_tabs(domain, self.tab, chosen_days(request.GET.get("days"))),
            "tags": domain_tags(domain),
            "meta": domain.organization.name,
        }


class ReportList(ListPage):
    """The records of a report."""

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        report = report_in_sight(where["report"])
        return {
            "title": _("Records of %(reporter)s") % {"reporter": report.reporter},
            "crumbs": [
                Crumb(_("Reports"), "/dmarc/reports/"),
                Crumb(report.reporter, f"/dmarc/reports/{report.public_id}/"),
                Crumb(_("Records")),
            ],
        }
