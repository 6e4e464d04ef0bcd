"""Suspending, reactivating and closing organizations (SPEC ORG-2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Refused
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit
from nucleus.platform.gate.undo import Undo
from nucleus.platform.organizations.commands.organizations import within_reach
from nucleus.platform.organizations.events import OrganizationStatusChanged
from nucleus.platform.tree.models import Organization, Status, TierChoice

TRANSITIONS: dict[str, dict[str, Status]] = {
    "suspend": {Status.ACTIVE: Status.SUSPENDED},
    "reactivate": {Status.SUSPENDED: Status.ACTIVE, Status.CLOSED: Status.ACTIVE},
    "close": {Status.ACTIVE: Status.CLOSED, Status.SUSPENDED: Status.CLOSED},
}

BACK = {
    Status.ACTIVE: "organizations.reactivate",
    Status.SUSPENDED: "organizations.suspend",
    Status.CLOSED: "organizations.close",
}


def former_status(given: Mapping[str, Any], result: Any, changes: Mapping[str, list[Any]]) -> Undo | None:
    """The command that leads back to the status before; nothing where none does in one step."""
    before, after = changes["status"]
    back = BACK[Status(before)]
    reached = TRANSITIONS[back.partition(".")[2]].get(Status(after))
    return Undo(back, target=given["organization"]) if reached == before else None


@command("organizations.suspend", target="organization", undo=former_status)
def suspend_organization(*, organization: Organization) -> Organization:
    """Suspend an organization below: its people and all below it can look, but change nothing."""
    return _move(organization, "suspend")


@command("organizations.reactivate", target="organization", undo=former_status)
def reactivate_organization(*, organization: Organization) -> Organization:
    """Reactivate a suspended or closed organization."""
    parent = organization.parent
    if parent is not None and parent.status == Status.CLOSED:
        raise Refused(_("%(name)s is closed; reactivate it first.") % {"name": parent.name})
    return _move(organization, "reactivate")


@command("organizations.close", target="organization", undo=former_status)
def close_organization(*, organization: Organization) -> Organization:
    """Close an organization: nobody signs in for it any more. Raises Refused while one below is still open."""
    if organization.children.exclude(status=Status.CLOSED).exclude(is_house=True, children__isnull=True).exists():
        raise Refused(_("Close or move the organizations below it first."))
    return _move(organization, "close")


def _move(organization: Organization, act: str) -> Organization:
    within_reach(current_actor(), organization, own=False)
    before = Status(organization.status)
    after = TRANSITIONS[act].get(before)
    if organization.tier == TierChoice.COMPANY or after is None:
        raise Refused(
            _("%(name)s is %(status)s; this cannot be done.")
            % {"name": organization.name, "status": before.label.lower()}
        )
    organization.status = after
    organization.revision += 1
    organization.save()
    emit(OrganizationStatusChanged(organization=organization.public_id, before=before, after=after))
    return organization
