"""The standing as charts, key figures and lines of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.figures import (
    change,
    compared,
    day_label,
    enforcement_kpi,
    failed_kpi,
    pass_kpi,
    volume_kpi,
)
from nucleus.dmarc.metrics.queries import Mover, Standing, handled
from nucleus.platform.charts import Chart, Series, bar, spark
from nucleus.platform.ui.parts import Delta, Kpi
from nucleus.platform.ui.templatetags.ui import number, percent


def kpis(standing: Standing) -> list[Kpi]:
    """Volume, share, failures, reports and domains, each against the period before."""
    now, before, days = standing.now, standing.before, standing.days
    reports = change(now.reports, before.reports, good="")
    return [
        volume_kpi(now, before, days),
        pass_kpi(now, before, days),
        failed_kpi(now, before, days),
        Kpi(
            _("Reports"),
            number(now.reports),
            delta=reports,
            note=compared(reports),
            spark=spark([each.reports for _day, each in days]),
        ),
        enforcement_kpi(standing.domains),
    ]


def chart(standing: Standing) -> Chart:
    """Messages per day: passed, and failed by what receivers did with them."""
    sums = [metrics for _day, metrics in standing.days]
    parts = [handled(each) for each in sums]
    return Chart(
        "stacked",
        "metrics",
        _("Results per day"),
        _("%(total)s messages, of which %(failed)s failed DMARC.")
        % {"total": number(standing.now.messages), "failed": number(standing.now.failed)},
        [day_label(day) for day, _metrics in standing.days],
        [
            Series(_("Passed"), "d1", [each.passed for each in sums]),
            Series(_("Failed, rejected"), "d2", [rejected for _d, _q, rejected in parts]),
            Series(_("Failed, quarantined"), "d3", [quarantined for _d, quarantined, _r in parts]),
            Series(_("Failed, delivered"), "d4", [delivered for delivered, _q, _r in parts]),
        ],
        tall=True,
    )


def failing_lines(standing: Standing) -> list[tuple[str, str, Any]]:
    """(what receivers did with failing mail, figure, bar); nothing where none failed."""
    if not standing.now.failed:
        return []
    delivered, quarantined, rejected = handled(standing.now)
    lines = (
        (_("Delivered all the same"), delivered, "d4"),
        (_("Quarantined"), quarantined, "d3"),
        (_("Rejected"), rejected, "d2"),
    )
    return [
        (label, number(count), bar([(tone, count / standing.now.failed * 100)], f"{label}: {number(count)}"))
        for label, count, tone in lines
    ]


def mover_lines(movers: Sequence[Mover], days: str) -> list[dict[str, Any]]:
    """Name, share and change of each, with the way to its own figures."""
    return [
        {
            "url": f"/dmarc/metrics/{mover.public_id}/?days={days}",
            "name": mover.name,
            "share": percent(mover.pass_share),
            "delta": moved(mover.change),
        }
        for mover in movers
    ]


def moved(points: float) -> Delta:
    """A change in percentage points, in words."""
    falls = points < 0
    sign = "\N{MINUS SIGN}" if falls else "+"
    text = f"{sign}{number(abs(points), 1)} {_('points')}"
    return Delta(text, "down" if falls else "up", "poor" if falls else "good")
