"""The statistics page: what the installation did, by day or by hour, as charts with the figures behind them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid
from nucleus.kernel.figures import figures
from nucleus.operations.vitals.measuring import hour_of
from nucleus.operations.vitals.models import Tally
from nucleus.platform.charts import Chart, Series, spark
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Kpi, Period
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import number, percent

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PERIODS = {"1": 1, "7": 7, "30": 30, "90": 90}
MOST = 8  # parts that a table names


class Part(NamedTuple):
    """A line of a table: a part and what was counted of it."""

    name: str
    counted: str
    failed: str
    mean: str


class Block(NamedTuple):
    """One kind of figures: its chart and its parts."""

    kind: str
    chart: Chart
    parts: list[Part]
    url: str


class StatisticsPage(PageView):
    """Charts of everything that is counted."""

    permission = "statistics.view"
    template_name = "operations/vitals/statistics.html"
    title = gettext_lazy("Statistics")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """One block for each kind."""
        wanted = request.GET.get("days", "7")
        if wanted not in PERIODS:
            raise Invalid({"days": [_("Choose one of these: %(values)s.") % {"values": ", ".join(PERIODS)}]})
        days = PERIODS[wanted]
        rows = counted_since(days)
        kinds = [("requests", _("Requests"), _("failed")), *((f.kind, f.label, f.failed) for f in figures())]
        blocks = [block(kind, str(label), str(failed), rows[kind], days) for kind, label, failed in kinds if rows[kind]]
        return {
            "crumbs": [Crumb(_("Statistics"))],
            "sub": _("What was counted on this installation. Counted anew every ten minutes."),
            "periods": [
                Period(_("24 h") if key == "1" else _("%(n)s days") % {"n": key}, f"?days={key}", key == wanted)
                for key in PERIODS
            ],
            "acts": [Act(_("Figures by day"), "/admin/statistics/days/", "list")],
            "kpis": key_figures(rows, days),
            "blocks": blocks,
        }


Row = tuple[dt.datetime, str, int, int, float, float]


def counted_since(days: int) -> dict[str, list[Row]]:
    """The tallies of the days by kind. One query."""
    since = hour_of(now()) - (23 * HOUR if days == 1 else (days - 1) * DAY)
    found: dict[str, list[Row]] = defaultdict(list)
    rows = Tally.objects.filter(hour__gte=since).order_by("hour")
    for kind, *rest in rows.values_list("kind", "hour", "name", "count", "failed", "spent", "longest"):
        found[kind].append(cast("Row", tuple(rest)))
    return found


def slots(days: int) -> list[tuple[Any, str]]:
    """The points of a chart with their labels: hours of one day, else days, in the person's zone."""
    end = localtime(now())
    if days == 1:
        begin = end.replace(minute=0, second=0, microsecond=0)
        hours = [begin - back * HOUR for back in range(23, -1, -1)]
        return [(hour_of(hour.astimezone(dt.UTC)), date_format(hour, "H:i")) for hour in hours]
    dates = [end.date() - back * DAY for back in range(days - 1, -1, -1)]
    return [(date, date_format(date, _("j M"))) for date in dates]


def block(kind: str, label: str, failed: str, rows: Sequence[Row], days: int) -> Block:
    """The chart of one kind, and its largest parts."""
    keys = slots(days)
    good, bad = dict.fromkeys((key for key, _label in keys), 0), dict.fromkeys((key for key, _label in keys), 0)
    for hour, _name, count, wrong, _spent, _longest in rows:
        key = hour_of(hour) if days == 1 else localtime(hour).date()
        if key in good:
            good[key] += count - wrong
            bad[key] += wrong
    series = [Series(_("well") if failed else label, "d1", list(good.values()))]
    if failed:
        series.append(Series(failed, "bad", list(bad.values())))
    total, wrong = sum(good.values()) + sum(bad.values()), sum(bad.values())
    summary = _("%(total)s in all, %(failed)s of them failed.") % {"total": number(total), "failed": number(wrong)}
    chart = Chart("stacked", f"chart-{kind}", label, summary, [text for _key, text in keys], series)
    return Block(kind, chart, largest(rows), f"/admin/statistics/days/?kind={kind}")


def largest(rows: Sequence[Row]) -> list[Part]:
    """The parts that were counted most."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for _hour, name, count, wrong, spent, _longest in rows:
        found = sums[name]
        found[0] += count
        found[1] += wrong
        found[2] += spent
    first = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))[:MOST]
    return [
        Part(name, number(int(count)), number(int(wrong)), f"{number(spent / count, 1)} ms" if spent and count else "")
        for name, (count, wrong, spent) in first
        if name
    ]


def trend(rows: Sequence[Row], days: int) -> SafeString:
    """What was counted from slot to slot, as the small line under a key figure; nothing where nothing was counted."""
    counts = dict.fromkeys((key for key, _label in slots(days)), 0)
    for hour, _name, count, *_rest in rows:
        key = hour_of(hour) if days == 1 else localtime(hour).date()
        if key in counts:
            counts[key] += count
    return spark(list(counts.values())) if any(counts.values()) else SafeString()


def key_figures(rows: dict[str, list[Row]], days: int) -> list[Kpi]:
    """The sums that one looks for first."""
    asked = sum(row[2] for row in rows["requests"])
    wrong = sum(row[3] for row in rows["requests"])
    spent = sum(row[4] for row in rows["requests"])
    jobs, dead = sum(row[2] for row in rows["jobs"]), sum(row[3] for row in rows["jobs"])
    came, failed = sum(row[2] for row in rows["sign-ins"]), sum(row[3] for row in rows["sign-ins"])
    actor = current_actor()
    tasks = "/admin/jobs/" if actor.may("jobs.view") else ""
    tries = "/attempts/" if actor.may("attempts.view") else ""
    return [
        Kpi(
            _("Requests"),
            number(asked),
            note=_("%(share)s failed") % {"share": percent(wrong / asked if asked else 0.0)},
            spark=trend(rows["requests"], days),
        ),
        Kpi(_("Mean time to answer"), number(spent / asked if asked else None, 1), unit="ms"),
        Kpi(
            _("Background tasks"),
            number(jobs),
            note=_("%(n)s failed") % {"n": number(dead)},
            url=tasks,
            spark=trend(rows["jobs"], days),
        ),
        Kpi(
            _("Sign-ins"),
            number(came),
            note=_("%(n)s failed") % {"n": number(failed)},
            url=tries,
            spark=trend(rows["sign-ins"], days),
        ),
    ]
