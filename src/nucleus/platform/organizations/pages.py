"""Pages of organizations and members beyond what their tables say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Tier, current_actor
from nucleus.kernel.errors import Invalid, Refused
from nucleus.kernel.registry import registry
from nucleus.platform.api.resources import command_context
from nucleus.platform.organizations.commands.members import manager_role
from nucleus.platform.organizations.queries import children_counts, members, own_organization
from nucleus.platform.organizations.references import find_organization
from nucleus.platform.organizations.tables import MEMBERS, ORGANIZATIONS
from nucleus.platform.tree.models import Organization, TierChoice
from nucleus.platform.ui.controls import typed_values
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.fields import Choice, Field
from nucleus.platform.ui.forms import FormPage
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.parts import Act, Kpi, Tab
from nucleus.platform.ui.shell import Crumb


class OwnOrganization(PageView):
    """The way to the own organization's page, for menus that know no id."""

    permission = "organizations.view"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """To it."""
        return go(request, f"/organizations/{own_organization().public_id}/")


class OrganizationPage(DetailPage):
    """An organization: its card, how many stand below it, and its people where they are in sight."""

    permission = "organizations.view"
    template_name = "platform/organizations/organization.html"
    table = ORGANIZATIONS
    title = ORGANIZATIONS.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The card, and what is below."""
        organization = find_organization(where["public_id"])
        data = super().page_data(request, **where)
        people = members(organization.public_id)
        return {
            **data,
            "acts": [act for act in data["acts"] if not _on_itself(organization, act)],
            "tabs": organization_tabs(organization, "overview"),
            "kpis": _kpis(organization),
            "people": people.order_by("user__name").select_related("user")[:5],
            "people_count": people.count(),
            "people_url": MEMBERS.page.format(organization=organization.public_id),
            "sees_people": people.exists() or current_actor().is_superadmin,
            "parent": organization.parent if organization.parent_id else None,
        }


def _on_itself(organization: Organization, act: Act) -> bool:
    """Whether the button would be refused: nobody suspends or closes himself or the company."""
    place = current_actor().place
    own = organization.tier == TierChoice.COMPANY or (place is not None and place.organization == organization.pk)
    return own and act.url.rstrip("/").endswith(("suspend", "reactivate", "close"))


def _kpis(organization: Organization) -> list[Kpi]:
    """How many of each tier stand below, each a link to the list."""
    counts = children_counts(organization)
    return [
        Kpi(str(TierChoice(tier).label) + _(" below"), str(count), url=f"/organizations/?tier={tier}")
        for tier, count in counts.items()
    ]


def organization_tabs(organization: Organization, active: str) -> list[Tab]:
    """The sections of an organization."""
    address = f"/organizations/{organization.public_id}/"
    return [
        Tab(_("Overview"), address, active=active == "overview"),
        Tab(_("Members"), f"{address}members/", active=active == "members"),
    ]


class MembersPage(ListPage):
    """The members of one organization."""

    table = MEMBERS
    permission = MEMBERS.permission
    title = MEMBERS.label

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The list under the organization's name."""
        organization = find_organization(where["organization"])
        crumbs = [
            Crumb(str(ORGANIZATIONS.label), "/organizations/"),
            Crumb(organization.name, f"/organizations/{organization.public_id}/"),
            Crumb(_("Members")),
        ]
        data = super().page_data(request, **where)
        return {
            **data,
            "title": organization.name,
            "crumbs": crumbs,
            "tabs": organization_tabs(organization, "members"),
        }


class RolesForm(FormPage):
    """A form with roles: they are cards with their meaning. The first one is chosen at a change."""

    organization_of = staticmethod(lambda context: context["member"].organization)

    def form_data(
        self,
        where: Mapping[str, str],
        context: Mapping[str, Any],
        values: Mapping[str, Any],
        errors: Mapping[str, list[str]],
    ) -> dict[str, Any]:
        """The form, with roles of the organization's tier."""
        data = super().form_data(where, context, values, errors)
        organization = self.organization_of(context)
        tier = Tier(organization.tier) if organization else Tier.CUSTOMER
        data["fields"] = [_as_cards(f, tier) if f.name == "roles" else f for f in data["fields"]]
        return data


def _as_cards(field: Field, tier: Tier) -> Field:
    roles = registry.providers["role_choices"](tier)
    choices = tuple(Choice(role.name, str(role.label), str(role.description)) for role in roles)
    return replace(field, kind="radio_cards", choices=choices, value=field.value.split("\n")[0], span=True)


class AddMember(RolesForm):
    """Adds a person to an organization, and shows the initial password of a new account, this once."""

    @staticmethod
    def organization_of(context: Mapping[str, Any]) -> Organization:  # type: ignore[override]
        """The one that the address names, else the own one."""
        return context.get("organization") or own_organization()

    def start(self, context: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the role that most people have: the least."""
        organization = self.organization_of(context)
        names = [r.name for r in registry.providers["role_choices"](Tier(organization.tier))]
        empty = not members(organization.public_id).exists()
        return {"roles": [manager_role(organization) if empty else names[-1]]}

    def form_data(
        self,
        where: Mapping[str, str],
        context: Mapping[str, Any],
        values: Mapping[str, Any],
        errors: Mapping[str, list[str]],
    ) -> dict[str, Any]:
        """Without a choice of the organization: the address says it."""
        data = super().form_data(where, context, values, errors)
        data["fields"] = [f for f in data["fields"] if f.name != "organization"]
        data["sub"] = self.organization_of(context).name
        return data

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Adds; a password that was made is shown instead of the list."""
        command = self.the_command()
        context = (
            {"organization": own_organization(), **command_context(command, self.table, where)}
            if (where or current_actor().place)
            else {}
        )
        try:
            member = command.submit(typed_values(command.input, request.POST), **context)
        except Invalid as error:
            return self.render(request, self.form_data(where, context, request.POST, error.errors), status=422)
        except Refused as error:
            return self.render(request, self.form_data(where, context, request.POST, {"": [error.detail]}), status=409)
        if not member.initial_password:
            return go(request, self.list_address(where), _("%(name)s is a member now.") % {"name": member.user.name})
        self.template_name = "platform/organizations/member_added.html"
        return self.render(
            request,
            {
                "title": _("%(name)s is a member now") % {"name": member.user.name},
                "crumbs": [Crumb(str(self.table.label), self.list_address(where)), Crumb(member.user.name)],
                "member": member,
                "back": self.list_address(where),
            },
        )
