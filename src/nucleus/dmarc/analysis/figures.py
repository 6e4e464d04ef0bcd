"""Charts and key figures of the analyser, out of sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.period import CHOICES, date_of
from nucleus.dmarc.analysis.queries.sums import Metrics, Totals
from nucleus.platform.charts import Chart, Series, spark
from nucleus.platform.ui.parts import Delta, Kpi, Period
from nucleus.platform.ui.templatetags.ui import number, percent

UNKNOWN = "\N{EN DASH}"  # where there is no figure


def period_switch(address: str, chosen: str) -> list[Period]:
    """The choice of 7, 30 or 90 days."""
    return [Period(str(label), f"{address}?days={days}", days == chosen) for days, label in CHOICES]


def day_label(day: int) -> str:
    """A day under a chart: 3 Nov."""
    return date_format(date_of(day), _("j M"))


def results_chart(days: Sequence[tuple[int, Totals]]) -> Chart:
    """Messages per day by outcome."""
    sums = [totals for _day, totals in days]
    total = sum(t.messages for t in sums)
    failed = sum(t.failed for t in sums)
    return Chart(
        "stacked",
        "results",
        _("Results per day"),
        _("%(total)s messages in %(days)s days, of which %(failed)s failed DMARC.")
        % {"total": number(total), "days": len(days), "failed": number(failed)},
        [day_label(day) for day, _totals in days],
        [
            Series(_("SPF and DKIM"), "d1", [t.aligned for t in sums]),
            Series(_("DKIM only"), "d2", [t.dkim_only for t in sums]),
            Series(_("SPF only"), "d3", [t.spf_only for t in sums]),
            Series(_("Failed"), "d4", [t.failed for t in sums]),
        ],
        tall=True,
    )


def metrics_chart(days: Sequence[tuple[int, Metrics]]) -> Chart:
    """Messages per day, passed and failed: what is known above the partner."""
    sums = [metrics for _day, metrics in days]
    return Chart(
        "stacked",
        "metrics",
        _("Messages per day"),
        _("%(total)s messages, of which %(failed)s failed DMARC.")
        % {"total": number(sum(m.messages for m in sums)), "failed": number(sum(m.failed for m in sums))},
        [day_label(day) for day, _metrics in days],
        [Series(_("Passed"), "d1", [m.passed for m in sums]), Series(_("Failed"), "d4", [m.failed for m in sums])],
        tall=True,
    )


def change(now: float | None, before: float | None, *, good: str = "up", points: bool = False) -> Delta | None:
    """The change of a figure against the period before; `good` is the direction that is good (empty: neither)."""
    if now is None or before is None or (not points and not before):
        return None
    difference = (now - before) * 100 if points else (now - before) / before * 100
    if abs(difference) < 0.05:
        return Delta(_("no change"))
    direction = "up" if difference > 0 else "down"
    mood = "flat" if not good else "good" if direction == good else "poor"
    sign = "+" if difference > 0 else "\N{MINUS SIGN}"
    return Delta(f"{sign}{number(abs(difference), 1)}{' ' + _('points') if points else '%'}", direction, mood)


def compared(delta: Delta | None) -> str:
    """What the change beside a figure is measured against."""
    return _("nothing before it to compare with") if delta is None else _("on the period before")


def volume_kpi(now: Totals | Metrics, before: Totals | Metrics, days: Sequence[tuple[int, Any]], url: str = "") -> Kpi:
    """Messages of the period."""
    return Kpi(
        _("Messages"),
        number(now.messages),
        delta=(delta := change(now.messages, before.messages, good="")),
        note=compared(delta),
        spark=spark([t.messages for _day, t in days]),
        url=url,
    )


def pass_kpi(now: Totals | Metrics, before: Totals | Metrics, days: Sequence[tuple[int, Any]], url: str = "") -> Kpi:
    """The share that passed."""
    shares = [t.rate for _day, t in days if t.rate is not None]
    return Kpi(
        _("DMARC pass"),
        percent(now.rate) if now.rate is not None else UNKNOWN,
        delta=(delta := change(now.rate, before.rate, points=True)),
        note=compared(delta),
        spark=spark(shares, "ok"),
        url=url,
    )


def failed_kpi(now: Totals | Metrics, before: Totals | Metrics, days: Sequence[tuple[int, Any]], url: str = "") -> Kpi:
    """Messages that failed."""
    return Kpi(
        _("Failed messages"),
        number(now.failed),
        delta=(delta := change(now.failed, before.failed, good="down")),
        note=compared(delta),
        spark=spark([t.failed for _day, t in days], "bad"),
        url=url,
    )


def enforcement_kpi(counts: dict[str, int], url: str = "") -> Kpi:
    """Domains at quarantine or reject, out of all."""
    enforced = counts["reject"] + counts["quarantine"]
    note = _("%(reject)s at reject, %(none)s at none") % {
        "reject": number(counts["reject"]),
        "none": number(counts["none"]),
    }
    return Kpi(_("Domains at enforcement"), number(enforced), unit=f"/ {number(counts['domains'])}", note=note, url=url)


def address(name: str, **parts: str) -> str:
    """The address of a page of this room."""
    return reverse(f"analysis:{name}", kwargs=parts)
