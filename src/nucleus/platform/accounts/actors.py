"""An actor from a membership, where no session carries it: command line, jobs, messages."""

from __future__ import annotations

from nucleus.kernel.actor import Actor, Kind, system_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.accounts.models import Membership
from nucleus.platform.accounts.sql import parse_permissions
from nucleus.platform.tree.models import Organization, Status


def actor_of(membership: Membership) -> Actor:
    """The person as a member of that organization, with the permissions compiled into the membership."""
    return Actor(
        kind=Kind.PERSON,
        label=membership.user.name,
        public_id=membership.user.public_id,
        user=membership.user_id,
        membership=membership.pk,
        place=membership.organization.place,
        permissions=parse_permissions(membership.permissions),
        roles=tuple(membership.roles),
    )


def find_actor(email: str, organization: str) -> tuple[Actor, Organization]:
    """The member with that address who reaches the organization (public id or short name), and the organization.

    The nearest membership counts: the organization's own, then that of its partner, and so on upward. Raises NotVisible
    where there is none, with a sentence that names what was not found.
    """
    with system_actor("find who acts on the command line"):
        target = (
            Organization.objects.filter(slug=organization).first()
            or Organization.objects.filter(public_id=organization).first()
        )
        if target is None:
            raise NotVisible(f"There is no organization {organization!r}.")
        members = list(
            Membership.objects.filter(user__email=email.strip().lower(), user__is_active=True, is_active=True)
            .exclude(organization__status=Status.CLOSED)
            .select_related("user", "organization")
        )
        near = [m for m in members if m.organization.place.holds(target.place)]
        if not near:
            raise NotVisible(f"Nobody with the address {email!r} is a member of {target.name} or of one above it.")
        order = {"customer": 0, "partner": 1, "distributor": 2, "company": 3}
        return actor_of(min(near, key=lambda m: order[m.organization.tier])), target
