"""Figures per organization below: the only DMARC list of distributor and company about others."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.analysis.period import PERIOD, period_of
from nucleus.dmarc.analysis.queries.metrics import children_metrics, organization_below, own_organization
from nucleus.platform.api.tables import Column, Empty, Table, register
from nucleus.platform.tree.models import TierChoice


def metric_rows(*, days: str, organization: str = "") -> QuerySet[Any]:
    """The children of the named organization, or of the actor's own."""
    parent = organization_below(organization) if organization else own_organization()
    return children_metrics(parent, period_of(days))


COLUMNS = (
    Column("name", _("Organization"), "main", sort=True, options={"avatar": True}),
    Column("tier", _("Level"), "tag", priority=3, options={"choices": TierChoice.choices}),
    Column("domains", _("Domains"), "number", source="domain_count", sort=True, priority=2),
    Column("reject", _("At reject"), "number", source="at_reject", sort=True, priority=3),
    Column("quarantine", _("At quarantine"), "number", source="at_quarantine", sort=True, priority=3),
    Column("none", _("At none"), "number", source="at_none", sort=True, priority=3),
    Column("enforced_share", _("Enforced"), "percent", sort=True, priority=2, null=True),
    Column("messages", _("Messages"), "number", source="total", sort=True),
    Column("failed", _("Failed"), "number", source="lost", sort=True, priority=2),
    Column(
        "pass_change",
        _("Change"),
        "number",
        sort=True,
        priority=2,
        null=True,
        help=_("Percentage points of DMARC pass against the period before."),
        options={"decimals": 1, "schema": {"type": "number"}},
    ),
    Column("pass_share", _("Pass"), "percent", sort=True, null=True),
)
EMPTY = Empty("gauge", _("Nothing below yet"), _("Figures appear here for each organization directly below."))

METRICS = register(
    Table(
        name="dmarc-metrics",
        label=_("DMARC metrics"),
        sub=_("Figures of everybody below you. Details stay with the end user and its partner."),
        permission="rollups.view",
        rows=metric_rows,
        page="/dmarc/metrics/",
        api="/api/crm/dmarc-metrics",
        address="/dmarc/metrics/{public_id}/",
        columns=COLUMNS,
        filters=(PERIOD,),
        search=("name",),
        sort="name",
        empty=EMPTY,
    )
)

METRICS_BELOW = register(
    Table(
        name="dmarc-metrics-below",
        label=_("DMARC metrics of an organization"),
        permission="rollups.view",
        rows=metric_rows,
        page="/dmarc/metrics/{organization}/",
        api="/api/crm/organizations/{organization}/dmarc-metrics",
        address="/dmarc/metrics/{public_id}/",
        key="",
        columns=COLUMNS,
        filters=(PERIOD,),
        search=("name",),
        sort="name",
        empty=EMPTY,
    )
)
