"""The cast of the unit tests: a small channel with known relations, and people who act in it.

company Nucleus > distributors Meridian, Polder > partners Northgate, Kestrel (Meridian), Delta (Polder)
> customers Harbour, Bakery (Northgate), Clinic (Kestrel), Mill (Delta).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.settings.commands import change_settings
from nucleus.platform.settings.store import forget
from nucleus.platform.tree.models import Organization

TREE = {
    "nucleus": ("company", None),
    "meridian": ("distributor", "nucleus"),
    "polder": ("distributor", "nucleus"),
    "northgate": ("partner", "meridian"),
    "kestrel": ("partner", "meridian"),
    "delta": ("partner", "polder"),
    "harbour": ("customer", "northgate"),
    "bakery": ("customer", "northgate"),
    "clinic": ("customer", "kestrel"),
    "mill": ("customer", "delta"),
}


@dataclass
class Cast:
    """The organizations by short name, and actors made for them."""

    organizations: dict[str, Organization]

    def __getattr__(self, name: str) -> Organization:
        try:
            return self.__dict__["organizations"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, *permissions: str, role: str = "") -> Actor:
        """Somebody at the organization with these permissions, or all those of a shipped role of its tier."""
        place = self.organizations[name].place
        held = set(permissions)
        if role:
            held |= {n for n, p in registry.permissions.items() if f"{place.tier}.{role}" in p.roles}
        return Actor(Kind.PERSON, f"{name} person", f"USR-{name}", place=place, permissions=frozenset(held))

    def acting(self, name: str, *permissions: str, role: str = "") -> AbstractContextManager[Actor]:
        """Acts as somebody of the organization."""
        return acting(self.actor(name, *permissions, role=role))


def plant() -> dict[str, Organization]:
    """Makes the tree of the cast."""
    made: dict[str, Organization] = {}
    with system_actor("cast"):
        for slug, (tier, parent) in TREE.items():
            made[slug] = Organization(
                slug=slug, name=slug.title(), tier=tier, parent=made[parent] if parent else None,
                language="en", timezone="Europe/Amsterdam",
            )  # fmt: skip
            made[slug].save()
    return made


@pytest.fixture
def cast(db: None) -> Cast:
    """The small channel."""
    return Cast(plant())


@pytest.fixture
def signed(cast: Cast) -> Callable[..., Client]:
    """`signed("northgate", "domains.view")`: a browser signed in there with exactly these permissions, or those of
    `role`.
    """

    def sign_in(slug: str, *permissions: str, role: str = "", **options: Any) -> Client:
        with system_actor("test"):
            user = User(email=f"{slug}-{User.objects.count()}@example.test", name=f"{slug} person", timezone="UTC")
            user.save()
            membership = Membership(organization=cast.organizations[slug], user=user, roles=[role] if role else [])
            membership.save()
            if permissions:
                Membership.objects.filter(pk=membership.pk).update(permissions=" ".join(permissions))
            _session, token = start_session(user, membership, address="127.0.0.1", agent="test")
        client = Client(**options)
        client.cookies["nucleus_session"] = token
        return client

    return sign_in


@pytest.fixture
def as_system() -> Iterator[Callable[[], Actor]]:
    """Runs the test as the system."""
    with system_actor("test") as actor:
        yield lambda: actor


@pytest.fixture
def set_settings(db: None) -> Callable[..., None]:
    """`set_settings({"signin.tries": 8})`: sets values of the system, as the superadmin's page does.

    With an actor, those of the actor's organization.
    """

    def change(values: dict[str, Any], actor: Actor | None = None) -> None:
        with acting(actor) if actor else system_actor("test"):
            change_settings(values=values)
        forget()

    return change
