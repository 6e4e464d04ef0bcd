"""The page of one domain, and what its tabs share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.figures import period_switch, results_chart
from nucleus.dmarc.analysis.period import Period, chosen_days, period_of
from nucleus.dmarc.analysis.queries.records import countries_of
from nucleus.dmarc.analysis.queries.sources import Sender, senders_of, sources_of
from nucleus.dmarc.analysis.queries.sums import Totals, domain_days
from nucleus.dmarc.domains.commands import remove_domain
from nucleus.dmarc.domains.models import Domain, Policy
from nucleus.dmarc.domains.queries import domain_in_sight
from nucleus.dmarc.intake.models import Message
from nucleus.kernel.actor import current_actor
from nucleus.platform.charts import LegendEntry, bar, country_name, world
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Tab, Tag
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import ago, number, percent

TABS = (
    ("", "Overview"),
    ("sources", "Sources"),
    ("records", "Records"),
    ("reporters", "Reporters"),
    ("countries", "Countries"),
    ("days", "Days"),
)


def domain_address(domain: Domain, part: str = "") -> str:
    """The address of a domain's page or of one of its tabs."""
    return f"/dmarc/domains/{domain.public_id}/" + (f"{part}/" if part else "")


def domain_tabs(domain: Domain, active: str, days: str) -> list[Tab]:
    """The tabs of a domain; the period goes along."""
    labels = {
        "": _("Overview"),
        "sources": _("Sources"),
        "records": _("Records"),
        "reporters": _("Reporters"),
        "countries": _("Countries"),
        "days": _("Days"),
    }
    return [
        Tab(labels[part], f"{domain_address(domain, part)}?days={days}", active=part == active) for part, _name in TABS
    ]


def domain_crumbs(domain: Domain, last: str = "") -> list[Crumb]:
    """The way to a domain."""
    steps = [Crumb(_("Domains"), "/dmarc/domains/")]
    return [*steps, Crumb(domain.shown, domain_address(domain)), Crumb(last)] if last else [*steps, Crumb(domain.shown)]


def domain_tags(domain: Domain) -> list[Tag]:
    """Policy, last report, and whether it is still watched."""
    tones: dict[str, Any] = {"none": "warn", "quarantine": "info", "reject": "ok"}
    tags = [
        Tag(
            f"p={domain.policy}" if domain.policy else _("Policy not seen yet"), tones.get(domain.policy, ""), "shield"
        ),
        Tag(
            _("Last report %(when)s") % {"when": ago(domain.last_report_at)}
            if domain.last_report_at
            else _("No report yet"),
            "",
            "clock",
        ),
    ]
    if domain.removed_at:
        tags.append(Tag(_("Not watched any more"), "warn"))
    return tags


class DomainPage(PageView):
    """Overview of a domain: results per day, senders, countries."""

    permission = "reports.view"
    discloses, subject = "dmarc", "domains"
    template_name = "dmarc/analysis/domain.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        domain = domain_in_sight(where["public_id"])
        days = chosen_days(request.GET.get("days"))
        period = period_of(days)
        sums = domain_days(domain.pk, period)
        totals = add(totals for _day, totals in sums)
        senders, sender_count = senders_of(domain.pk, period)
        return {
            "title": domain.shown,
            "crumbs": domain_crumbs(domain),
            "tabs": domain_tabs(domain, "", days),
            "tags": domain_tags(domain),
            "meta": domain.organization.name,
            "periods": period_switch(domain_address(domain), days),
            "acts": self.acts(domain, days),
            "domain": domain,
            "totals": totals,
            "outcomes": outcomes(totals),
            "chart": results_chart(sums),
            "alarm": alarm(domain, period),
            "senders": [sender_row(sender, domain, days) for sender in senders],
            "sender_count": sender_count,
            "countries": country_lines(domain, period),
            "map_url": f"{domain_address(domain)}map/?days={days}",
            "sources_url": f"{domain_address(domain, 'sources')}?days={days}",
            "countries_url": f"{domain_address(domain, 'countries')}?days={days}",
            "waiting": Message.objects.filter(state="received").exists() if not totals.messages else False,
        }

    @staticmethod
    def acts(domain: Domain, days: str) -> list[Act]:
        """Export, upload, and removal for who may."""
        actor = current_actor()
        found = [Act(_("Export days"), f"/dmarc/domains/{domain.public_id}/days/?days={days}&export=csv", "download")]
        if remove_domain.may(actor) and not domain.removed_at:
            found.append(Act(_("Stop watching"), f"{domain_address(domain)}remove/", "trash-2"))
        if actor.may("intake.take"):
            found.append(Act(_("Upload reports"), "/dmarc/upload/", "file-up", "pri"))
        return found


def add(sums: Any) -> Totals:
    """The sum of sums."""
    found = Totals()
    for each in sums:
        found = Totals(
            found.messages + each.messages,
            found.aligned + each.aligned,
            found.dkim_only + each.dkim_only,
            found.spf_only + each.spf_only,
            found.failed + each.failed,
            found.quarantined + each.quarantined,
            found.rejected + each.rejected,
            found.forwarded + each.forwarded,
        )
    return found


def outcomes(totals: Totals) -> list[LegendEntry]:
    """The ring's legend with figures."""
    return [
        LegendEntry(_("SPF and DKIM pass"), "d1", number(totals.aligned)),
        LegendEntry(_("DKIM only"), "d2", number(totals.dkim_only)),
        LegendEntry(_("SPF only"), "d3", number(totals.spf_only)),
        LegendEntry(_("Failed"), "d4", number(totals.failed)),
    ]


def alarm(domain: Domain, period: Period) -> dict[str, str]:
    """The biggest failing source of the last week, where it sends more than a trickle; empty where there is none."""
    week = Period(max(period.first, period.last - 6), period.last)
    rows: QuerySet[Any] = sources_of(domain.pk, week).filter(status="failing", lost__gte=50)
    found = rows.order_by("-lost").values_list("source__ip", "source__sender", "lost").first()
    if found is None:
        return {}
    ip, sender, lost = found
    delivered = domain.policy not in (Policy.QUARANTINE, Policy.REJECT)
    effect = (
        _("With p=none they are delivered.")
        if delivered
        else _("The policy %(p)s asks receivers to refuse them.") % {"p": domain.policy}
    )
    return {
        "title": _("A source fails DMARC: %(name)s") % {"name": sender or ip},
        "text": _("%(ip)s sent %(count)s messages as this domain in the last 7 days. %(effect)s")
        % {"ip": ip, "count": number(lost), "effect": effect},
        "url": f"{domain_address(domain, 'records')}?days=7&source={ip}",
    }


def sender_row(sender: Sender, domain: Domain, days: str) -> dict[str, Any]:
    """What `components/source_row.html` takes."""
    spf, dkim = sender.spf * 100, sender.dkim * 100
    query = f"source={sender.address}" if sender.address else f"q={sender.name}"
    part = "records" if sender.address else "sources"
    return {
        "name": sender.name,
        "detail": sender.detail,
        "url": f"{domain_address(domain, part)}?days={days}&{query}",
        "tag": Tag(str(sender.label), sender.tone),  # type: ignore[arg-type]
        "messages": number(sender.messages),
        "passed": percent(sender.rate),
        "spf_bar": bar([("ok", spf), ("bad", 100 - spf)], f"{_('SPF aligned')} {percent(sender.spf)}"),
        "dkim_bar": bar([("ok", dkim), ("bad", 100 - dkim)], f"{_('DKIM aligned')} {percent(sender.dkim)}"),
    }


def country_lines(domain: Domain, period: Period, most: int = 6) -> list[tuple[str, str, Any]]:
    """(name, figure, bar) of the biggest countries."""
    rows: Sequence[tuple[str, int, int]] = list(
        countries_of(domain.pk, period).order_by("-total").values_list("country", "total", "lost")[:most]
    )
    highest = rows[0][1] if rows else 1
    return [
        (
            country_name(code) if code else _("Unknown"),
            number(total),
            bar([("bad" if lost > total / 2 else "ok", total / highest * 100)], f"{number(total)}"),
        )
        for code, total, lost in rows
    ]


class DomainMap(PageView):
    """The map part of a domain's page, fetched when it comes into view."""

    permission = "reports.view"
    discloses, subject = "dmarc", "domain-countries"
    template_name = "dmarc/analysis/map.html"

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        domain = domain_in_sight(where["public_id"])
        rows = countries_of(domain.pk, period_of(chosen_days(request.GET.get("days"))))
        found = [(code, total, lost) for code, total, lost in rows.values_list("country", "total", "lost") if code]
        marked = [code for code, total, lost in found if lost > total / 2]
        return HttpResponse(
            world({code: total for code, total, _lost in found}, _("Where mail is sent from"), _("Messages"), marked)
        )
