"""The shipped roles (SPEC ORG-6): their keys only, so that every room can say which roles hold its permissions."""

from __future__ import annotations

from collections.abc import Iterable

from nucleus.kernel.actor import Tier

SHIPPED: dict[Tier, tuple[str, ...]] = {
    Tier.COMPANY: ("administrator", "sales", "finance", "support-agent", "auditor", "content-editor"),
    Tier.DISTRIBUTOR: ("owner", "sales", "finance", "helpdesk", "viewer"),
    Tier.PARTNER: ("owner", "sales", "finance", "helpdesk", "viewer"),
    Tier.CUSTOMER: ("owner", "helpdesk", "viewer"),
}
SUPERADMIN = "superadmin"


def role_keys(tiers: Iterable[Tier] | None = None, *, only: Iterable[str] | None = None) -> frozenset[str]:
    """Keys `tier.role` of the shipped roles of the tiers (all by default), reduced to the named roles."""
    wanted = None if only is None else set(only)
    return frozenset(
        f"{tier}.{role}" for tier in (tiers or Tier) for role in SHIPPED[tier] if wanted is None or role in wanted
    )


EVERYBODY = role_keys()
MANAGERS = role_keys(only=("administrator", "owner"))
DESK = role_keys(only=("administrator", "owner", "helpdesk", "support-agent"))
