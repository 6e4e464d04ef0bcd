"""The page and the API of roles: what each allows, as a table of permissions by role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Actor, Tier, current_actor
from nucleus.kernel.errors import Denied
from nucleus.kernel.registry import registry
from nucleus.platform.access.roles import ROLES
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.schema import READING, REQUEST_ID, DoorSchema, Schema
from nucleus.platform.tree.models import TierChoice
from nucleus.platform.ui.pages import PageView


def tiers_in_sight(actor: Actor) -> list[Tier]:
    """The tiers whose roles the actor may look up: the own one and those below; all for the superadmin."""
    order = list(Tier)
    return order[order.index(actor.place.tier) :] if actor.place else order


def matrix(tier: Tier) -> list[tuple[str, list[tuple[str, str, list[bool]]]]]:
    """Permissions by noun, each with a yes or no for every role of the tier; those that no role has are left out."""
    roles = list(ROLES[tier].values())
    groups: dict[str, list[tuple[str, str, list[bool]]]] = {}
    for name, permission in registry.permissions.items():
        held = [name in role.permissions for role in roles]
        if any(held):
            groups.setdefault(name.partition(".")[0], []).append((name, _(permission.label), held))
    return sorted(groups.items())


class Roles(PageView):
    """The matrix of one tier."""

    permission = "roles.view"
    template_name = "platform/access/roles.html"
    title = gettext_lazy("Roles")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The tier that `?tier=` names, else the first in sight."""
        tiers = tiers_in_sight(current_actor())
        asked = request.GET.get("tier", "")
        tier = Tier(asked) if asked in tiers else tiers[0]
        labels = {t.value: str(TierChoice(t.value).label) for t in tiers}
        return {
            "choices": [(t.value, labels[t.value], t is tier) for t in tiers],
            "roles": list(ROLES[tier].values()),
            "groups": matrix(tier),
            "tier": labels[tier.value],
        }


class RolesApi(ApiView):
    """The shipped roles with their permissions."""

    permission = "roles.view"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Roles of the own tier and those below."""
        if not current_actor().may(self.permission):
            raise Denied
        found = [
            {
                "key": role.key,
                "tier": role.tier.value,
                "name": role.name,
                "label": str(role.label),
                "description": str(role.description),
                "permissions": sorted(role.permissions),
            }
            for tier in tiers_in_sight(current_actor())
            for role in ROLES[tier].values()
        ]
        return answer_json({"items": found})

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation."""
        texts = {name: {"type": "string"} for name in ("key", "tier", "name", "label", "description")}
        role = {
            "type": "object",
            "properties": {**texts, "permissions": {"type": "array", "items": {"type": "string"}}},
        }
        body = {"type": "object", "properties": {"items": {"type": "array", "items": role}}}
        answer = {"description": "Roles.", "content": {"application/json": {"schema": body}}, "headers": REQUEST_ID}
        return {
            "operationId": "roles.list",
            "summary": "The shipped roles",
            "tags": ["roles"],
            "parameters": [],
            "responses": {"200": answer, **schema.refusals(READING)},
            "x-permission": self.permission,
        }
