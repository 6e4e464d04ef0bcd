"""The lists of organizations and members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.organizations.queries import language_name, members, name_in_sight, organizations_below, team
from nucleus.platform.tree.models import Status, TierChoice
from nucleus.platform.ui.rows import NOTHING, Look, cell_kind

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
            Column("language", _("Language"), detail=True, options={"words": language_name}),
            Column("is_house", _("House organization"), "yes_no", detail=True, pages=False),
            Column("revision", _("Revision"), "number", detail=True, pages=False),
        ),
        filters=(
            Filter("tier", _("Level"), choices=TierChoice.choices),
            Filter("status", _("Status"), choices=Status.choices),
            Filter("below", _("Parent"), "text", source="parent__name__icontains"),
            Filter("parent", _("Parent"), "text", source="parent__public_id", pages=False, words=name_in_sight),
        ),
        search=("name", "slug"),
        index="organizations",
        sort="name",
        create=Act("organizations.add", _("Add organization"), icon="plus", done=_("Added.")),
        change=Act("organizations.change", _("Change"), icon="pencil", done=_("Saved.")),
        acts=(
            Act(
                "organizations.suspend",
                _("Suspend"),
                confirm=_("Its people and all below it can look, but change nothing. Nothing is lost."),
                when={"status": [Status.ACTIVE]},
                icon="pause",
                bulk=True,
                done=_("Suspended."),
            ),
            Act(
                "organizations.reactivate",
                _("Reactivate"),
                icon="play",
                when={"status": [Status.SUSPENDED, Status.CLOSED]},
                bulk=True,
                done=_("Active again."),
            ),
            Act(
                "organizations.close",
                _("Close"),
                icon="archive",
                kind="danger",
                confirm=_("Nobody signs in for it any more. It can be reactivated later."),
                when={"status": [Status.ACTIVE, Status.SUSPENDED]},
                done=_("Closed."),
            ),
        ),
        empty=Empty(
            "building-2", _("No organizations yet"), _("Partners and end users appear here once they are added.")
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

ADD = Act("members.add", _("Add member"), icon="plus", done=_("Added."))
CHANGE_ROLES = Act("members.change_roles", _("Change role"), icon="user-cog", done=_("Saved."))
REMOVE = Act(
    "members.remove",
    _("Remove"),
    kind="danger",
    confirm=_("The person can no longer act for this organization. Other memberships stay."),
    done=_("Removed."),
)


@cell_kind("roles")
def roles_cell(column: Column, at: Mapping[str, int], look: Look) -> Callable[[tuple[Any, ...]], str]:
    """Role names as tags, in words; `more` names the path of the tier."""
    place, tier = at[column.path], at[column.more[0]]
    label = registry.providers["role_label"]

    def cell(row: tuple[Any, ...]) -> str:
        return (
            NOTHING
            if not row[place]
            else " ".join(f'<span class="tag">{escape(str(label(row[tier], role)))}</span>' for role in row[place])
        )

    return cell


MEMBERS = register(
    Table(
        name="members",
        label=_("Members"),
        one=_("Member"),
        permission="members.view",
        discloses="personal",
        rows=members,
        page="/organizations/{organization}/members/",
        api="/api/crm/members",
        address="/members/{public_id}/",
        type="member",
        revision="revision",
        columns=PEOPLE,
        filters=(Filter("organization", _("Organization"), "text", source="organization__public_id", pages=False),),
        search=("user__name", "user__email"),
        sort="name",
        create=ADD,
        remove=REMOVE,
        acts=(CHANGE_ROLES,),
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
        sub=_("The people who may sign in, and what they may do."),
        permission="members.view",
        discloses="personal",
        rows=team,
        page="/members/",
        address="/members/{public_id}/",
        type="member",
        revision="revision",
        columns=PEOPLE,
        search=("user__name", "user__email"),
        sort="name",
        create=replace(ADD, at_home=True),  # the superadmin adds people on the page of their organization
        remove=REMOVE,
        acts=(CHANGE_ROLES,),
        empty=Empty("users", _("Nobody yet"), _("Add the people who work here.")),
    )
)
