"""The portfolio of domains."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.analysis.period import PERIOD, period_of
from nucleus.dmarc.analysis.queries.domains import portfolio
from nucleus.dmarc.domains.models import Policy
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register

POLICY_TONES = {"none": "warn", "quarantine": "info", "reject": "ok"}


def domain_rows(*, days: str, **where: str) -> QuerySet[Any]:
    """The domains in sight."""
    return portfolio(period_of(days))


DOMAINS = register(
    Table(
        name="domains",
        label=_("Domains"),
        one=_("Domain"),
        sub=_("Every domain under watch, with what receivers reported in the period."),
        permission="domains.view",
        discloses="dmarc",
        names_only=True,
        rows=domain_rows,
        page="/dmarc/domains/",
        api="/api/crm/domains",
        address="/dmarc/domains/{public_id}/",
        type="domain",
        revision="revision",
        create=Act("domains.register", _("Register domain"), icon="plus", done=_("The domain is watched from now on.")),
        remove=Act(
            "domains.remove",
            _("Stop watching"),
            icon="trash-2",
            kind="danger",
            confirm=_(
                "New reports about it will wait under unknown domains. "
                "Its history stays and comes back when it is registered again."
            ),
            done=_("The domain is no longer watched."),
        ),
        columns=(
            Column(
                "name",
                _("Domain"),
                "main",
                sort=True,
                more=("organization__name",),
                options={"avatar": True, "link_permission": "reports.view"},
            ),
            Column("organization", _("Organization id"), source="organization__public_id", pages=False),
            Column("organization_name", _("Organization"), source="organization__name", pages=False),
            Column(
                "policy",
                _("Policy"),
                "tag",
                sort=True,
                priority=2,
                options={"choices": Policy.choices, "tones": POLICY_TONES},
            ),
            Column("messages", _("Messages"), "number", source="total", sort=True),
            Column("failed", _("Failed"), "number", source="lost", sort=True, priority=3),
            Column(
                "pass_share", _("Pass"), "percent", sort=True, null=True, help=_("Share of messages that passed DMARC.")
            ),
            Column("last_report_at", _("Last report"), "datetime", sort=True, priority=3, null=True),
            Column("subdomain_policy", _("Subdomain policy"), detail=True),
            Column("registered_at", _("Registered"), "datetime", detail=True),
            Column("revision", _("Revision"), "number", detail=True, pages=False),
        ),
        filters=(PERIOD, Filter("policy", _("Policy"), choices=[c for c in Policy.choices if c[0]])),
        search=("name", "organization__name"),
        sort="name",
        empty=Empty(
            "shield-check",
            _("No domains yet"),
            _("Register a domain and hand in the reports that receivers send about it."),
        ),
    )
)
