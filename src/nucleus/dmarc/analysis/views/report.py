"""One stored report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.figures import UNKNOWN
from nucleus.dmarc.analysis.queries.records import RESULT_TONES, RESULTS, report_records
from nucleus.dmarc.analysis.views.domain import domain_address
from nucleus.dmarc.reports.models import Report
from nucleus.dmarc.reports.queries import report_in_sight
from nucleus.kernel.errors import NotVisible
from nucleus.platform.files.downloads import download
from nucleus.platform.files.models import Holding
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Prop, Tag
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import moment, number, percent

SHOWN = 12


class ReportPage(PageView):
    """A report: who reported what about which domain, what was mended, and its largest rows."""

    permission = "reports.view"
    discloses, subject = "dmarc", "reports"
    template_name = "dmarc/analysis/report.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        report = report_in_sight(where["public_id"])
        records = f"/dmarc/reports/{report.public_id}/records/"
        acts = (
            [Act(_("Download file"), f"/dmarc/reports/{report.public_id}/raw/", "download")]
            if holding_of(report)
            else []
        )
        return {
            "title": f"{report.reporter}: {report.domain.shown}",
            "crumbs": [Crumb(_("Reports"), "/dmarc/reports/"), Crumb(report.reporter)],
            "report": report,
            "tags": [Tag(_("Counted"), "ok") if report.counted else Tag(_("Kept, not counted"), "warn")],
            "meta": report.report_id,
            "acts": [*acts, Act(_("All records"), records, "list", "pri")],
            "props": report_props(report),
            "published": [published_tag(name, str(value)) for name, value in sorted(report.published.items())],
            "rows": largest_rows(report),
            "records_url": records,
            "repairs": report.repairs,
        }


def published_tag(name: str, value: str) -> tuple[str, str, str, str]:
    """(tag, its name in words, value, value in words): RFC 7489 section 6.3."""
    labels = {
        "p": _("Policy"),
        "sp": _("Policy for subdomains"),
        "np": _("Policy for subdomains that do not exist"),
        "adkim": _("DKIM alignment"),
        "aspf": _("SPF alignment"),
        "pct": _("Share it applies to"),
        "fo": _("Failure reports"),
        "testing": _("Test mode"),
    }
    words = {"r": _("relaxed"), "s": _("strict")} if name in ("adkim", "aspf") else {}
    return name, labels.get(name, name), value, words.get(value, "")


def report_props(report: Report) -> list[Prop]:
    """The facts of a report."""
    share = report.passed / report.messages if report.messages else None
    return [
        Prop(_("Domain"), report.domain.shown, domain_address(report.domain)),
        Prop(_("Reporter"), report.reporter),
        Prop(_("Contact"), report.reporter_email or UNKNOWN),
        Prop(_("Begin"), moment(report.begin)),
        Prop(_("End"), moment(report.end)),
        Prop(_("Messages"), number(report.messages)),
        Prop(_("Pass"), percent(share) if share is not None else UNKNOWN),
        Prop(_("Generation"), f"RFC {report.generation}"),
        Prop(_("Received"), moment(report.received_at)),
    ]


def largest_rows(report: Report) -> list[dict[str, Any]]:
    """The rows with the most messages."""
    labels = dict(RESULTS)
    found = report_records(report).order_by("-count", "row").values_list(
        "source__ip", "source__sender", "count", "result", "header_from__text"
    )[:SHOWN]  # fmt: skip
    tones: dict[str, Any] = RESULT_TONES
    return [
        {
            "ip": ip or UNKNOWN,
            "sender": sender,
            "figure": number(count),
            "tag": Tag(str(labels[result]), tones[result]),
            "header_from": name,
        }
        for ip, sender, count, result, name in found
    ]


def holding_of(report: Report) -> Holding | None:
    """The received file as the actor holds or sees it."""
    rows = Holding.objects.filter(blob__sha256=report.file_sha256, purpose__in=("dmarc-report", "dmarc-intake"))
    own = rows.filter(organization_id=report.organization_id)
    return own.first()  # type: ignore[no-any-return]


class ReportRaw(PageView):
    """The file that the report came in."""

    permission = "reports.view"
    discloses, subject = "dmarc", "reports"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        found = holding_of(report_in_sight(where["public_id"]))
        if found is None:
            raise NotVisible
        return download(found, found.name)
