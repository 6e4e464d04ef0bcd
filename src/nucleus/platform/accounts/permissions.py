"""Asks the room above (`access`, provider "roles") what roles allow: accounts store the answer, access knows it."""

from __future__ import annotations

from collections.abc import Iterable

from nucleus.kernel.actor import Tier
from nucleus.kernel.registry import registry


def permissions_of(tier: Tier, roles: Iterable[str]) -> frozenset[str]:
    """All permissions of the roles at the tier. Raises Invalid for a role that the tier does not have."""
    found: frozenset[str] = registry.providers["roles"](tier, tuple(roles))
    return found


def compiled_permissions(tier: Tier, roles: Iterable[str]) -> str:
    """The same as a membership row keeps it: sorted names with blanks between."""
    return " ".join(sorted(permissions_of(tier, roles)))
