"""What others may want to know."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("organizations.added")
@dataclass(frozen=True, slots=True)
class OrganizationAdded(Event):
    """A new organization stands in the tree."""

    organization: str
    tier: str
    parent: str


@event("organizations.changed")
@dataclass(frozen=True, slots=True)
class OrganizationChanged(Event):
    """The card of an organization was changed."""

    organization: str


@event("organizations.status_changed")
@dataclass(frozen=True, slots=True)
class OrganizationStatusChanged(Event):
    """An organization was suspended, reactivated or closed."""

    organization: str
    before: str
    after: str


@event("members.added")
@dataclass(frozen=True, slots=True)
class MemberAdded(Event):
    """Somebody belongs to an organization from now on. `by` is the public id of who did it, empty for the software."""

    organization: str
    member: str
    user: str
    by: str = ""


@event("members.removed")
@dataclass(frozen=True, slots=True)
class MemberRemoved(Event):
    """Somebody no longer belongs to an organization."""

    organization: str
    member: str
    user: str


@event("members.roles_changed")
@dataclass(frozen=True, slots=True)
class RolesChanged(Event):
    """A member has other roles. `by` is the public id of who gave them, empty for the software; `roles` their names."""

    organization: str
    member: str
    user: str
    roles: tuple[str, ...]
    by: str
