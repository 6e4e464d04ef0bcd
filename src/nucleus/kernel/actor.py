"""Who acts: the one value that scope and gate ask.

An actor is set for a request, a job or a command line by `acting`, and is found by `current_actor`. Without one, every
scoped read and every command raises `NoActor`; there is no "all" by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum

from nucleus.kernel.errors import NoActor


class Tier(StrEnum):
    """The level of an organization in the channel; the tree is always these four deep."""

    COMPANY = "company"
    DISTRIBUTOR = "distributor"
    PARTNER = "partner"
    CUSTOMER = "customer"

    @property
    def below(self) -> Tier | None:
        """The tier directly below, or nothing under a customer."""
        order = list(Tier)
        at = order.index(self) + 1
        return order[at] if at < len(order) else None

    @property
    def above(self) -> Tier | None:
        """The tier directly above, or nothing above the company."""
        order = list(Tier)
        at = order.index(self) - 1
        return order[at] if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree: the organization and its ancestors by tier, null where a level is above or not reached."""

    tier: Tier
    organization: int
    distributor: int | None = None
    partner: int | None = None
    customer: int | None = None

    @property
    def chain(self) -> tuple[int, ...]:
        """The ids of the ancestors that have a column here, the organization itself left out."""
        found = (self.distributor, self.partner, self.customer)
        return tuple(i for i in found if i is not None and i != self.organization)

    def holds(self, other: Place) -> bool:
        """Whether the other place lies in the subtree of this one."""
        if self.tier is Tier.COMPANY:
            return True
        return bool(getattr(other, self.tier.value) == self.organization)


class Kind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"
    SUPERADMIN = "superadmin"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at one organization, the superadmin, or the system with a stated reason.

    `permissions` are compiled from roles; `read_only` refuses every command, `suspended` (the organization or one
    above it
    is) all but those on the own account; `session` is the public id of the session row, `reason` says why the system
    acts.
    """

    kind: Kind
    label: str
    public_id: str = ""
    user: int | None = None
    membership: int | None = None
    place: Place | None = None
    permissions: frozenset[str] = frozenset()
    read_only: bool = False
    suspended: bool = False
    session: str = ""
    reason: str = ""
    roles: tuple[str, ...] = field(default=())

    @property
    def is_system(self) -> bool:
        """Whether the software itself acts."""
        return self.kind is Kind.SYSTEM

    @property
    def is_superadmin(self) -> bool:
        """Whether the account outside every organization acts."""
        return self.kind is Kind.SUPERADMIN

    def may(self, permission: str) -> bool:
        """Whether the actor holds the permission; the system holds all."""
        return self.is_system or permission in self.permissions

    def looking(self) -> Actor:
        """The same actor with every write refused."""
        return replace(self, read_only=True)


_actor: ContextVar[Actor | None] = ContextVar("nucleus_actor", default=None)


def current_actor() -> Actor:
    """The actor in context. Raises NoActor where none is set."""
    actor = _actor.get()
    if actor is None:
        raise NoActor
    return actor


def actor_or_none() -> Actor | None:
    """The actor in context, or nothing: for log lines and error pages only."""
    return _actor.get()


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Sets the actor for the block and restores the former one, also on errors."""
    token = _actor.set(actor)
    try:
        yield actor
    finally:
        _actor.reset(token)


@contextmanager
def system_actor(reason: str) -> Iterator[Actor]:
    """The one escape from scope: the software acts, for the stated reason.

    Every use is listed in `tests/floors/system_actor.txt`, which may only shrink.
    """
    if not reason:
        raise ValueError("the system says why it acts")
    with acting(Actor(kind=Kind.SYSTEM, label="system", reason=reason)) as actor:
        yield actor
