"""The page of an organization's figures: its standing above, those directly below as a list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.figures import period_switch
from nucleus.dmarc.analysis.period import chosen_days, period_of
from nucleus.dmarc.analysis.queries.metrics import organization_below, own_organization
from nucleus.dmarc.analysis.queries.overview import policy_lines
from nucleus.dmarc.metrics.figures import chart, failing_lines, kpis, mover_lines
from nucleus.dmarc.metrics.queries import standing_of
from nucleus.dmarc.metrics.tables import METRICS, METRICS_BELOW
from nucleus.kernel.actor import Tier
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.shell import Crumb


class MetricsPage(ListPage):
    """The figures of the own organization and everything below it."""

    permission = METRICS.permission
    template_name = "dmarc/metrics/metrics.html"
    table = METRICS
    title = METRICS.label

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The standing in the period of the address."""
        return standing_data(request, own_organization())


class MetricsBelow(MetricsPage):
    """The same of an organization below."""

    table = METRICS_BELOW
    title = METRICS_BELOW.label

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Its standing, under its name."""
        organization = organization_below(where["organization"])
        return {
            **standing_data(request, organization),
            "title": _("DMARC metrics: %(name)s") % {"name": organization.name},
            "crumbs": [Crumb(_("DMARC metrics"), "/dmarc/metrics/"), Crumb(organization.name)],
        }


def standing_data(request: HttpRequest, organization: Organization) -> dict[str, Any]:
    """What the page shows above its list. An end user has nobody below, and no list."""
    days = chosen_days(request.GET.get("days"))
    standing = standing_of(organization, period_of(days))
    return {
        "periods": period_switch(request.path, days),
        "kpis": kpis(standing),
        "chart": chart(standing),
        "policies": policy_lines(standing.domains),
        "failing": failing_lines(standing),
        "fell": mover_lines(standing.fell, days),
        "rose": mover_lines(standing.rose, days),
        "has_below": Tier(organization.tier).below is not None,
    }
