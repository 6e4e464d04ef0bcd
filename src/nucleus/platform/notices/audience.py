"""Who is told: people out of the words of a declaration. Asked as the system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from nucleus.kernel.actor import Tier
from nucleus.kernel.notices import Holders, Person
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.sql import parse_permissions, superadmin_permissions
from nucleus.platform.languages.effect import Speech, speech_of
from nucleus.platform.tree.models import Organization, Status

MOST = 5000  # people that one event tells
ALL_SUPERADMINS = User.objects.filter(is_superadmin=True, is_active=True)


class Recipient(NamedTuple):
    """A person in the organization where the notice hangs, and how the person is spoken to there."""

    user: User
    organization: Organization
    speech: Speech

    @property
    def zone(self) -> str:
        """Whose clock counts: a name of the IANA database."""
        return self.speech.zone


def recipient(user: User, organization: Organization) -> Recipient:
    """The person there."""
    own, card = Speech(user.language, user.timezone), Speech(organization.language, organization.timezone)
    return Recipient(user, organization, speech_of(own, card, place=organization.place))


def recipients(to: Person | Holders, permission: str) -> list[Recipient]:
    """The people, each once per organization; whoever has left or is switched off is not among them."""
    found = _person(to, permission) if isinstance(to, Person) else _holders(to, permission)
    return [each for each, _n in zip(found, range(MOST), strict=False)]


def active_members() -> QuerySet[Membership]:
    """Memberships that count, with person and organization."""
    rows: QuerySet[Membership] = (
        Membership.objects.filter(is_active=True, user__is_active=True)
        .exclude(organization__status=Status.CLOSED)
        .select_related("user", "organization")
    )
    return rows


def _person(to: Person, permission: str) -> Iterator[Recipient]:
    if not to.organization:
        yield from _superadmins(permission, ALL_SUPERADMINS.filter(public_id=to.user))
        return
    members = active_members().filter(user__public_id=to.user, organization__public_id=to.organization)
    yield from _members(members, permission)


def _holders(to: Holders, permission: str) -> Iterator[Recipient]:
    members = active_members().exclude(user__public_id__in=to.without)
    if to.organizations:
        yield from _members(members.filter(organization__public_id__in=to.organizations), permission)
        return
    yield from _members(members.filter(organization__tier=Tier.COMPANY), permission)
    yield from _superadmins(permission, ALL_SUPERADMINS.exclude(public_id__in=to.without))


def _members(members: QuerySet[Membership], permission: str) -> Iterator[Recipient]:
    for member in members.order_by("organization_id", "user_id"):
        if not permission or permission in parse_permissions(member.permissions):
            yield recipient(member.user, member.organization)


def _superadmins(permission: str, users: QuerySet[User]) -> Iterator[Recipient]:
    """Those outside of all organizations; whoever is a member somewhere acts as that."""
    if permission and permission not in superadmin_permissions():
        return
    company: Organization | None = Organization.objects.filter(tier=Tier.COMPANY).first()
    if company is None:
        return
    for user in users.exclude(pk__in=active_members().values("user_id")).order_by("pk"):
        yield recipient(user, company)
