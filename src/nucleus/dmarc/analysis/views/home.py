"""The DMARC overview: the portfolio for who sees detail, metrics for the tiers above."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.figures import period_switch
from nucleus.dmarc.analysis.period import chosen_days
from nucleus.dmarc.analysis.queries.metrics import own_organization
from nucleus.dmarc.analysis.queries.overview import dmarc_overview
from nucleus.kernel.actor import current_actor
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act


class DmarcHome(PageView):
    """`/dmarc/`: what matters first. Which figures depends on the tier; nobody sees another's detail here."""

    permission = "rollups.view"
    template_name = "dmarc/analysis/home.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        days = chosen_days(request.GET.get("days"))
        return {
            "title": _("DMARC"),
            "days": days,
            "periods": period_switch("/dmarc/", days),
            "acts": acts(),
            **dmarc_overview(own_organization(), days),
        }


def acts() -> list[Act]:
    """What one does from here."""
    actor = current_actor()
    found = []
    if actor.may("domains.register"):
        found.append(Act(_("Register domain"), "/dmarc/domains/register/", "plus"))
    if actor.may("intake.take"):
        found.append(Act(_("Upload reports"), "/dmarc/upload/", "file-up", "pri"))
    return found
