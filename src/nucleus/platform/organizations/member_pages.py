"""Forms that bring people in and change their role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Tier, current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.organizations.commands.members import manager_role
from nucleus.platform.organizations.queries import members, own_organization
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.fields import Choice, Field
from nucleus.platform.ui.forms import FormPage
from nucleus.platform.ui.pages import go
from nucleus.platform.ui.shell import Crumb


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
    def organization_of(context: Mapping[str, Any]) -> Organization:
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
        """Without a choice of the organization, which the address says; the person first."""
        data = super().form_data(where, context, values, errors)
        fields = [f for f in data["fields"] if f.name != "organization"]
        data["fields"] = sorted(fields, key=lambda f: f.name == "roles")  # who it is stands before what they may do
        data["sub"] = self.organization_of(context).name
        return data

    def context_of(self, where: Mapping[str, str]) -> dict[str, Any]:
        """With the organization of the address, else the own one; the superadmin has none and names one."""
        context = super().context_of(where)
        own = {"organization": own_organization()} if not context and current_actor().place else {}
        return {**own, **context}

    def done(
        self, request: HttpRequest, result: Any, context: Mapping[str, Any], where: Mapping[str, str]
    ) -> HttpResponseBase:
        """A password that was made is shown instead of the list, this once: a stored answer does not hold it."""
        if not result.initial_password:
            return go(request, self.list_address(where), _("%(name)s is a member now.") % {"name": result.user.name})
        self.template_name = "platform/organizations/member_added.html"
        return self.render(
            request,
            {
                "title": _("%(name)s is a member now") % {"name": result.user.name},
                "crumbs": [Crumb(str(self.table.label), self.list_address(where)), Crumb(result.user.name)],
                "member": result,
                "back": self.list_address(where),
            },
        )
