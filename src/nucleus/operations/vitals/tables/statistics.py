"""Counted figures by day as a list: for the API and for export. The page with the charts is the statistics page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.operations.vitals.queries import kinds_counted, tallies_by_day
from nucleus.platform.api.tables import Column, Empty, Filter, Table, register

STATISTICS = register(
    Table(
        name="statistics",
        label=_("Figures by day"),
        sub=_("What was counted, by day (UTC) and part."),
        permission="statistics.view",
        rows=tallies_by_day,
        page="/admin/statistics/days/",
        api="/api/monitor/statistics",
        key="",
        tie="part",
        columns=(
            Column("day", _("Day"), "date", sort=True, options={"schema": {"type": "string", "format": "date"}}),
            Column("kind", _("What"), sort=True),
            Column("name", _("Part"), sort=True),
            Column("total", _("Count"), "number", sort=True),
            Column("bad", _("Failed"), "number", sort=True),
            Column("mean", _("Mean (ms)"), "number", sort=True, priority=2, null=True, options={"decimals": 1}),
            Column("slowest", _("Slowest (ms)"), "number", sort=True, priority=3, null=True, options={"decimals": 1}),
        ),
        filters=(
            Filter("kind", _("What"), choices=kinds_counted),
            Filter("since", _("From"), "day", source="hour__date__gte"),
            Filter("until", _("To"), "day", source="hour__date__lte"),
        ),
        search=("name",),
        sort="-day",
        empty=Empty("chart-column", _("Nothing counted yet"), _("Figures are counted every ten minutes.")),
    )
)
