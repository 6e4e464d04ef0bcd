"""What the overviews of the frontends show of DMARC."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.queries.metrics import domain_counts, subtree
from nucleus.dmarc.analysis.queries.overview import attention, key_figures, policy_lines, results, sees_detail
from nucleus.dmarc.rollups.models import OrganizationDomains
from nucleus.kernel.actor import Actor, Place
from nucleus.platform.ui.parts import Kpi
from nucleus.portals.overview import Card

DAYS = "30"


def _place(actor: Actor) -> Place | None:
    """Where the actor stands, or nothing for who may not see DMARC figures."""
    return actor.place if actor.may("rollups.view") else None


def dmarc_figures(actor: Actor) -> list[Kpi]:
    """The share that passed, and the domains at enforcement."""
    place = _place(actor)
    return key_figures(place, DAYS) if place else []


def dmarc_results(actor: Actor) -> Card | None:
    """Messages per day."""
    place = _place(actor)
    if place is None:
        return None
    return Card(
        "dmarc",
        _("DMARC in 30 days"),
        "layouts/parts/overview_chart.html",
        {"chart": results(place, DAYS)},
        css="c8",
        foot_label=_("DMARC overview"),
        foot_url="/dmarc/",
    )


def dmarc_attention(actor: Actor) -> Card | None:
    """Files in quarantine, unknown and silent domains: for who sees detail."""
    place = _place(actor)
    if place is None or not sees_detail(place):
        return None
    todos = attention()
    return Card("mail", _("Mail protection"), "layouts/parts/overview_todos.html", {"todos": todos}, needs=len(todos))


def dmarc_policies(actor: Actor) -> Card | None:
    """Domains by policy: for the tiers above."""
    place = _place(actor)
    if place is None:
        return None
    return Card(
        "policies",
        _("Domains by policy"),
        "layouts/parts/overview_bars.html",
        {"rows": policy_lines(domain_counts(subtree(OrganizationDomains, place)))},
        foot_label=_("All figures"),
        foot_url="/dmarc/metrics/",
    )
