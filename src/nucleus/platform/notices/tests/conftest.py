"""People who are told, and something to tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from nucleus.kernel.actor import Actor, acting, system_actor
from nucleus.kernel.events import Event
from nucleus.kernel.notices import ORGANIZATION, SECURITY, Holders, NoticeKind, Person, Told
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.actors import actor_of
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.notices.models import Notice
from nucleus.platform.notices.telling import tell_people


@dataclass(frozen=True, slots=True)
class Rang(Event):
    """Somebody rang at the door of an organization; with `user`, for one person."""

    event_name = "test.rang"
    organization: str
    name: str = "Anna"
    user: str = ""
    about: str = ""


def to_all(event: Rang) -> Told:
    return Told(Holders((event.organization,)), about=event.about, facts={"name": event.name, "rings": 1})


def to_one(event: Rang) -> Told | None:
    return Told(Person(event.user, event.organization), about=event.about, facts={}) if event.user else None


KINDS = (
    NoticeKind(
        "test.rang", to_all, "test.rang", ORGANIZATION, "Bell", "%(name)s rang %(rings)d times.", "/organizations/",
        permission="organizations.view", adds=("rings",),
    ),
    NoticeKind("test.alarm", to_one, "test.rang", SECURITY, "Alarm", "Somebody is at your door.", urgent=True),
)  # fmt: skip


@dataclass
class Someone:
    """A member or the superadmin, with the way in."""

    user: User
    member: Membership | None

    @property
    def actor(self) -> Actor:
        """The person as who acts."""
        assert self.member is not None
        with system_actor("test"):
            return actor_of(Membership.objects.select_related("user", "organization").get(pk=self.member.pk))

    def acting(self) -> Any:
        """Acts as this person."""
        return acting(self.actor)

    def client(self) -> Client:
        """A browser of this person."""
        with system_actor("test"):
            _session, token = start_session(self.user, self.member, address="127.0.0.1", agent="test")
        client = Client()
        client.cookies["nucleus_session"] = token
        return client

    def notices(self) -> list[Notice]:
        """What the person was told, the newest first."""
        with system_actor("test"):
            return list(Notice.objects.filter(recipient=self.user).order_by("-pk"))


@pytest.fixture
def someone(cast: Any) -> Callable[..., Someone]:
    """`someone("northgate", role="owner")`: a new member there; without a name the superadmin."""

    def make(slug: str = "", role: str = "owner", zone: str = "UTC") -> Someone:
        with system_actor("test"):
            count = User.objects.count()
            user = User(
                email=f"{slug or 'root'}-{count}@example.test", name=f"{slug} {count}", timezone=zone,
                is_superadmin=not slug,
            )  # fmt: skip
            user.set_unusable_password()
            user.save()
            if not slug:
                return Someone(user, None)
            member = Membership(organization=cast.organizations[slug], user=user, roles=[role])
            member.save()
        return Someone(user, member)

    return make


@pytest.fixture
def ring(cast: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`ring("northgate")`: tells its people; `ring("northgate", who=person)` alarms one."""
    entries = {**registry.notices._entries, **{kind.name: kind for kind in KINDS}}
    monkeypatch.setattr(registry.notices, "_entries", entries)

    def tell(slug: str, who: Someone | None = None, **facts: str) -> None:
        user = who.user.public_id if who else ""
        tell_people(Rang(organization=cast.organizations[slug].public_id, user=user, **facts))

    return tell
