"""Pages of organizations and members beyond what their tables say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Tier, current_actor
from nucleus.kernel.errors import Denied
from nucleus.platform.api.tables import Act as TableAct
from nucleus.platform.organizations.commands.organizations import within_reach
from nucleus.platform.organizations.queries import children_counts, first_members, members, own_organization
from nucleus.platform.organizations.references import find_in_reach, find_organization
from nucleus.platform.organizations.tables import MEMBERS, ORGANIZATIONS
from nucleus.platform.tree.models import Organization, TierChoice
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.forms import FormPage
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.parts import Act, Kpi, Tab
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import number


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
    discloses, subject = "personal", "members"
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
            "people": first_members(organization),
            "people_count": people.count(),
            "people_url": MEMBERS.page.format(organization=organization.public_id),
            "sees_people": people.exists() or current_actor().is_superadmin,
            "parent": organization.parent if organization.parent_id else None,
        }


class StatusPage(FormPage):
    """Asks before an organization below is suspended, reactivated or closed."""

    def offer(self, context: Mapping[str, Any]) -> None:
        """Nobody is asked whether to do it to the own organization or the company: it would be refused."""
        organization = context["organization"]
        within_reach(current_actor(), organization, own=False)
        if organization.tier == TierChoice.COMPANY:
            raise Denied(_("The company itself is neither suspended nor closed."))


def status_page(act: TableAct) -> Any:
    """The view that asks for one of the acts on the status."""
    return StatusPage.as_view(
        table=ORGANIZATIONS, act=act, permission=act.command, command=act.command, title=act.label
    )


def _on_itself(organization: Organization, act: Act) -> bool:
    """Whether the button would be refused: nobody suspends or closes himself or the company."""
    place = current_actor().place
    own = organization.tier == TierChoice.COMPANY or (place is not None and place.organization == organization.pk)
    return own and act.url.rstrip("/").endswith(("suspend", "reactivate", "close"))


BELOW = {
    "distributor": gettext_lazy("Distributors"),
    "partner": gettext_lazy("Partners"),
    "customer": gettext_lazy("End users"),
}


def _kpis(organization: Organization) -> list[Kpi]:
    """How many of each tier stand below, each a link to exactly these where the list can say it."""
    place, direct = current_actor().place, Tier(organization.tier).below
    own = place is not None and place.organization == organization.pk
    found = []
    for tier, count in children_counts(organization).items():
        url = f"/organizations/?tier={tier}"
        if not own:
            url = f"{url}&parent={organization.public_id}" if direct and tier == direct.value else ""
        found.append(Kpi(str(BELOW[tier]), number(count), url=url))
    return found


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
        organization = find_in_reach(where["organization"])
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
