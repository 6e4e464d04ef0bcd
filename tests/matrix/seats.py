"""People of the matrix: a signed-in browser for every shipped role, for the superadmin, and for nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.tree.models import Organization
from tests.matrix.policy import policy
from tests.matrix.relations import SEATS

ANONYMOUS, SUPERADMIN = "anonymous", "superadmin"


@dataclass
class Seat:
    """Somebody with a browser: tier (or `superadmin`, `anonymous`), role key, and the permissions of the policy."""

    tier: str
    role: str
    client: Client
    token: str = ""

    def __str__(self) -> str:
        return self.role

    def fresh(self) -> Client:
        """The browser as it was after signing in: whatever an answer did to its cookies is forgotten."""
        self.client.cookies.clear()
        if self.token:
            self.client.cookies["nucleus_session"] = self.token
        return self.client


def browser() -> Client:
    """A browser that nobody has signed in with."""
    return Client(raise_request_exception=True, headers={"Host": "localhost"})


def seats_of(tier: str, organizations: dict[str, Organization]) -> list[Seat]:
    """One seat for each shipped role of the tier."""
    if tier == ANONYMOUS:
        return [Seat(tier, tier, browser())]
    if tier == SUPERADMIN:
        user = User(email="super@example.test", name="Superadmin", is_superadmin=True)
        return [Seat(tier, tier, browser(), _session(user, None))]
    return [seat_at(tier, role, organizations[SEATS[tier]]) for role in policy()["roles"][tier].split()]


def seat_at(tier: str, role: str, organization: Organization) -> Seat:
    """Somebody in a shipped role of the organization."""
    key = f"{tier}.{role}"
    user = User(email=f"{tier}-{role}-{organization.slug}@example.test", name=f"{role} of a {tier}")
    member = Membership(organization=organization, user=user, roles=[role])
    return Seat(tier, key, browser(), _session(user, member))


def _session(user: User, member: Membership | None) -> str:
    user.set_unusable_password()
    with system_actor("matrix"):
        user.save()
        if member is not None:
            member.user = user
            member.save()
        _row, token = start_session(user, member, address="127.0.0.1", agent="matrix")
    return token
