"""The shipped roles (SPEC ORG-6) in words, and what they allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Tier
from nucleus.kernel.errors import Invalid
from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SHIPPED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

LABELS: dict[str, tuple[Words, Words]] = {
    "administrator": (
        gettext_lazy("Administrator"),
        gettext_lazy("Runs the organization here: people, organizations, everything."),
    ),
    "owner": (gettext_lazy("Owner"), gettext_lazy("Runs the organization here: people, organizations, everything.")),
    "sales": (gettext_lazy("Sales"), gettext_lazy("Looks after customers and what they buy.")),
    "finance": (gettext_lazy("Finance"), gettext_lazy("Looks after invoices, payments and prices.")),
    "support-agent": (
        gettext_lazy("Support agent"),
        gettext_lazy("Helps the organizations below with their questions."),
    ),
    "helpdesk": (gettext_lazy("Helpdesk"), gettext_lazy("Works on domains, reports and questions every day.")),
    "auditor": (
        gettext_lazy("Auditor"),
        gettext_lazy("Looks at everything, the audit trail included, and changes nothing."),
    ),
    "content-editor": (gettext_lazy("Content editor"), gettext_lazy("Writes pages, news and articles.")),
    "viewer": (gettext_lazy("Viewer"), gettext_lazy("Looks, and changes nothing.")),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions at one tier. `name` is unique within the tier, `key` in the house."""

    tier: Tier
    name: str
    label: Words
    description: Words

    @property
    def key(self) -> str:
        """`tier.name`, as permissions name it."""
        return f"{self.tier}.{self.name}"

    @property
    def permissions(self) -> frozenset[str]:
        """The names of all permissions that name this role."""
        return role_permissions(self.key)


ROLES: dict[Tier, dict[str, Role]] = {
    tier: {name: Role(tier, name, *LABELS[name]) for name in names} for tier, names in SHIPPED.items()
}


@cache
def role_permissions(key: str) -> frozenset[str]:
    """The permissions that name the role in their `roles`; asked only after the start, when all rooms have declared."""
    return frozenset(name for name, permission in registry.permissions.items() if key in permission.roles)


def permissions_of(tier: Tier, roles: Iterable[str]) -> frozenset[str]:
    """All permissions of the roles. Raises Invalid for a role that the tier does not have."""
    known = ROLES[tier]
    found: set[str] = set()
    for name in roles:
        if name not in known:
            raise Invalid({"roles": [_("There is no such role here.")]})
        found |= known[name].permissions
    return frozenset(found)


def role_label(tier: str, name: str) -> str:
    """The role in words; its bare name where it is not (or no longer) shipped."""
    role = ROLES[Tier(tier)].get(name) if tier else None
    return str(role.label) if role else name
