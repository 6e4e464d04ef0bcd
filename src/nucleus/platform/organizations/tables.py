"""The lists of organizations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Tier, current_actor
from nucleus.platform.api.tables import Column, Empty, Filter, Table, register
from nucleus.platform.tree.models import Organization, Status, TierChoice

TONES = {"active": "ok", "suspended": "warn", "closed": ""}


def organizations_below() -> QuerySet[Any]:
    """The actor's own organization and everything below it; the cards of the chain upward are left out."""
    place = current_actor().place
    rows: QuerySet[Any] = Organization.objects.all()
    if place is None or place.tier is Tier.COMPANY:
        return rows
    return rows.filter(**{f"{place.tier}_id": place.organization})


ORGANIZATIONS = register(
    Table(
        name="organizations",
        label=_("Organizations"),
        one=_("Organization"),
        sub=_("Everybody in your part of the channel."),
        permission="organizations.view",
        rows=organizations_below,
        page="/organizations/",
        api="/api/crm/organizations",
        address="/organizations/{public_id}/",
        type="organization",
        revision="revision",
        columns=(
            Column("name", _("Name"), "main", sort=True, more=("slug",), options={"avatar": True}),
            Column("tier", _("Level"), "tag", sort=True, priority=2, options={"choices": TierChoice.choices}),
            Column("status", _("Status"), "status", sort=True, options={"choices": Status.choices, "tones": TONES}),
            Column("parent_name", _("Parent"), source="parent__name", priority=3, null=True),
            Column("parent", _("Parent id"), source="parent__public_id", pages=False, null=True),
            Column("slug", _("Short name"), pages=False),
            Column("support_email", _("Support e-mail"), priority=3),
            Column(
                "created_at",
                _("Created"),
                "date",
                sort=True,
                priority=2,
                options={"schema": {"type": "string", "format": "date-time"}},
            ),
            Column("support_phone", _("Support phone"), detail=True),
            Column("timezone", _("Time zone"), detail=True),
            Column("language", _("Language"), detail=True),
            Column("is_house", _("House organization"), "yes_no", detail=True),
            Column("revision", _("Revision"), "number", detail=True),
        ),
        filters=(
            Filter("tier", _("Level"), choices=TierChoice.choices),
            Filter("status", _("Status"), choices=Status.choices),
        ),
        search=("name", "slug"),
        sort="name",
        empty=Empty(
            "building-2", _("No organizations yet"), _("Partners and customers appear here once they are added.")
        ),
    )
)
