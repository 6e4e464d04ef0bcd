"""The lists of organizations and members."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.platform.api.tables import Column, Empty, Filter, Table, register
from nucleus.platform.organizations.queries import members, organizations_below, team
from nucleus.platform.tree.models import Status, TierChoice

ROLES_SCHEMA = {"type": "array", "items": {"type": "string"}}
TONES = {"active": "ok", "suspended": "warn", "closed": ""}


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
        create="organizations.add",
        acts=("organizations.suspend", "organizations.reactivate", "organizations.close"),
        empty=Empty(
            "building-2", _("No organizations yet"), _("Partners and customers appear here once they are added.")
        ),
    )
)

PEOPLE = (
    Column("name", _("Name"), "main", source="user__name", sort=True, more=("user__email",), options={"avatar": True}),
    Column("email", _("E-mail address"), source="user__email", pages=False),
    Column("user", _("Account"), source="user__public_id", pages=False),
    Column("roles", _("Roles"), "roles", more=("organization__tier",), options={"schema": ROLES_SCHEMA}),
    Column("organization_name", _("Organization"), source="organization__name", sort=True, priority=2),
    Column("organization", _("Organization id"), source="organization__public_id", pages=False),
    Column(
        "last_login",
        _("Last sign-in"),
        "datetime",
        source="user__last_login",
        sort=True,
        priority=2,
        null=True,
        options={"schema": {"type": ["string", "null"], "format": "date-time"}},
    ),
)

MEMBERS = register(
    Table(
        name="members",
        label=_("Members"),
        one=_("Member"),
        permission="members.view",
        rows=members,
        page="/organizations/{organization}/members/",
        api="/api/crm/members",
        address="/members/{public_id}/",
        type="member",
        columns=PEOPLE,
        filters=(Filter("organization", _("Organization"), "text", source="organization__public_id"),),
        search=("user__name", "user__email"),
        sort="name",
        acts=("members.remove",),
        empty=Empty(
            "users", _("Nobody in sight"), _("People of this organization are seen by itself and its partner.")
        ),
    )
)

TEAM = register(
    Table(
        name="team",
        label=_("Members"),
        one=_("Member"),
        sub=_("The people who act for your organization, and what they may do."),
        permission="members.view",
        rows=team,
        page="/members/",
        address="/members/{public_id}/",
        type="member",
        columns=PEOPLE,
        search=("user__name", "user__email"),
        sort="name",
        create="members.add",
        acts=("members.remove",),
        empty=Empty("users", _("Nobody yet"), _("Add the people who work here."), "members.add"),
    )
)
