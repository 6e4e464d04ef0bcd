"""What an overview shows of DMARC: figures, chart, what needs a look, and where to look first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.dmarc.analysis.figures import (
    UNKNOWN,
    enforcement_kpi,
    failed_kpi,
    metrics_chart,
    pass_kpi,
    results_chart,
    volume_kpi,
)
from nucleus.dmarc.analysis.period import Period, period_of
from nucleus.dmarc.analysis.queries.domains import portfolio, silent
from nucleus.dmarc.analysis.queries.metrics import children_metrics, domain_counts, subtree
from nucleus.dmarc.analysis.queries.sums import metric_days, metric_totals, portfolio_days, portfolio_totals
from nucleus.dmarc.domains.names import shown_name
from nucleus.dmarc.domains.queries import watched
from nucleus.dmarc.intake.models import Message, WaitingName
from nucleus.dmarc.rollups.models import OrganizationDay, OrganizationDomains
from nucleus.kernel.actor import Place, Tier, current_actor
from nucleus.platform.charts import Chart, bar
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.parts import Kpi, Tag, Todo
from nucleus.platform.ui.templatetags.ui import number, percent

DETAILED = (Tier.PARTNER, Tier.CUSTOMER)
TONES: dict[str, Any] = {"none": "warn", "quarantine": "info", "reject": "ok"}


def dmarc_overview(organization: Organization, days: str) -> dict[str, Any]:
    """Detail for who sees it, metrics for the tiers above."""
    return (detail_data if organization.tier in DETAILED else metric_data)(organization, days)


def sees_detail(place: Place) -> bool:
    """Whether the tier sees the results of the domains below it, or metrics only."""
    return place.tier in DETAILED


def results(place: Place, days: str) -> Chart:
    """Messages per day, by outcome where the tier sees detail."""
    period = period_of(days)
    if sees_detail(place):
        return results_chart(portfolio_days(period))
    return metrics_chart(metric_days(subtree(OrganizationDay, place), period))


def key_figures(place: Place, days: str) -> list[Kpi]:
    """The share that passed, and the domains at enforcement."""
    period = period_of(days)
    counts = domain_counts(subtree(OrganizationDomains, place))
    if sees_detail(place):
        sums, now, before = portfolio_days(period), portfolio_totals(period), portfolio_totals(period.before)
        return [pass_kpi(now, before, sums, "/dmarc/"), enforcement_kpi(counts, "/dmarc/domains/")]
    rows = subtree(OrganizationDay, place)
    found = metric_days(rows, period), metric_totals(rows, period), metric_totals(rows, period.before)
    return [pass_kpi(found[1], found[2], found[0], "/dmarc/"), enforcement_kpi(counts, "/dmarc/metrics/")]


def detail_data(organization: Organization, days: str) -> dict[str, Any]:
    """Figures, chart, what needs a look, and the domains that fail most."""
    period = period_of(days)
    sums = portfolio_days(period)
    now, before = portfolio_totals(period), portfolio_totals(period.before)
    domains = f"/dmarc/domains/?days={days}"
    return {
        "sub": _("Results of every domain in sight, as receivers reported them."),
        "kpis": [
            volume_kpi(now, before, sums, domains),
            pass_kpi(now, before, sums, domains),
            failed_kpi(now, before, sums, f"{domains}&sort=-failed"),
            enforcement_kpi(domain_counts(subtree(OrganizationDomains, organization.place)), domains),
        ],
        "chart": results_chart(sums),
        "todos": attention(),
        "rows": worst_domains(period),
        "all_url": domains,
        "total": watched().count(),
    }


def attention() -> list[Todo]:
    """What needs somebody: files in quarantine, unknown domains, silent domains."""
    found = []
    actor = current_actor()
    if actor.may("messages.view"):
        quarantined = Message.objects.filter(state="quarantined").count()
        if quarantined:
            found.append(
                Todo(
                    ngettext("%(n)s file in quarantine", "%(n)s files in quarantine", quarantined)
                    % {"n": number(quarantined)},
                    "bad",
                    "/dmarc/files/?state=quarantined",
                    _("What could not be read says why."),
                )
            )
        unknown = WaitingName.objects.values("name").distinct().count()
        if unknown:
            found.append(
                Todo(
                    ngettext("%(n)s unknown domain", "%(n)s unknown domains", unknown) % {"n": number(unknown)},
                    "warn",
                    "/dmarc/unknown-domains/",
                    _("Reports are counted once a domain is registered."),
                )
            )
    quiet = silent(watched()).count()
    if quiet:
        found.append(
            Todo(
                ngettext("%(n)s domain without a report", "%(n)s domains without a report", quiet)
                % {"n": number(quiet)},
                "warn",
                "/dmarc/domains/?sort=last_report_at",
                _("Check that the rua address is published."),
            )
        )
    return found


def worst_domains(period: Period, most: int = 8) -> list[dict[str, Any]]:
    """The domains with the most failing mail."""
    rows = portfolio(period).order_by("-lost", "-total", "name").values_list(
        "public_id", "name", "organization__name", "policy", "total", "lost", "pass_share"
    )[:most]  # fmt: skip
    open_to_actor = current_actor().may("reports.view")
    return [
        {
            "url": f"/dmarc/domains/{public_id}/" if open_to_actor else "",
            "name": shown_name(name),
            "owner": owner,
            "tag": Tag(f"p={policy}" if policy else _("not seen"), TONES.get(policy, "")),
            "messages": number(total),
            "failed": number(lost),
            "passed": percent(share) if share is not None else UNKNOWN,
            "bar": bar([("ok", share * 100), ("bad", (1 - share) * 100)], _("Pass") + f" {percent(share)}")
            if share is not None
            else "",
        }
        for public_id, name, owner, policy, total, lost, share in rows
    ]


def metric_data(organization: Organization, days: str) -> dict[str, Any]:
    """The same for the tiers above: sums per organization below, no names of domains or sources."""
    period = period_of(days)
    rows = subtree(OrganizationDay, organization.place)
    sums = metric_days(rows, period)
    now, before = metric_totals(rows, period), metric_totals(rows, period.before)
    listed = f"/dmarc/metrics/?days={days}"
    return {
        "sub": _("Figures of everybody below you. Details stay with the end user and its partner."),
        "kpis": [
            volume_kpi(now, before, sums, listed),
            pass_kpi(now, before, sums, listed),
            failed_kpi(now, before, sums, f"{listed}&sort=-failed"),
            enforcement_kpi(domain_counts(subtree(OrganizationDomains, organization.place)), listed),
        ],
        "chart": metrics_chart(sums),
        "children": [
            child_row(row, days) for row in children_metrics(organization, period).order_by("-total", "name")[:8]
        ],
        "policies": policy_lines(domain_counts(subtree(OrganizationDomains, organization.place))),
        "all_url": listed,
        "own_domains": watched().count(),
    }


def child_row(child: Any, days: str) -> dict[str, Any]:
    """One organization below with its figures."""
    share, enforced = child.pass_share, child.enforced_share
    return {
        "url": f"/dmarc/metrics/{child.public_id}/?days={days}" if Tier(child.tier).below else "",
        "name": _("Direct") if child.is_house else child.name,
        "domains": number(child.domain_count),
        "messages": number(child.total),
        "passed": percent(share) if share is not None else UNKNOWN,
        "bar": bar([("ok", share * 100), ("bad", (1 - share) * 100)], _("Pass") + f" {percent(share)}")
        if share is not None
        else "",
        "enforced": percent(enforced, 0) if enforced is not None else UNKNOWN,
    }


def policy_lines(counts: dict[str, int]) -> list[tuple[str, str, Any]]:
    """(label, figure, bar) of domains by policy."""
    labels = (
        ("reject", "p=reject", "ok"),
        ("quarantine", "p=quarantine", "d2"),
        ("none", "p=none", "warn"),
        ("unseen", _("Not seen yet"), "d6"),
    )
    total = counts["domains"] or 1
    return [
        (label, number(counts[key]), bar([(tone, counts[key] / total * 100)], f"{label}: {counts[key]}"))
        for key, label, tone in labels
    ]
