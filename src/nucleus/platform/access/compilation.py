"""Bringing memberships up to date with the permissions that this release declares."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.db.models import F

from nucleus.kernel.actor import Tier, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid
from nucleus.kernel.registry import registry
from nucleus.platform.access.models import Compilation
from nucleus.platform.accounts.models import Membership
from nucleus.platform.accounts.permissions import compiled_permissions
from nucleus.platform.gate.transaction import write_transaction


def declared_digest() -> str:
    """SHA-256 over every declared permission with its roles, the same in every process of a release."""
    lines = sorted(f"{name} {' '.join(sorted(p.roles))}" for name, p in registry.permissions.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def recompile_permissions() -> int:
    """Compiles all memberships anew when the declarations changed since the last time. Answers how many rows changed.

    One query when nothing changed. A role that is no longer shipped grants nothing.
    """
    digest = declared_digest()
    if Compilation.objects.filter(digest=digest).exists():
        return 0
    changed = 0
    with system_actor("permissions of a new release"), write_transaction():
        stale: dict[str, list[int]] = defaultdict(list)
        rows = Membership.objects.values_list("pk", "organization__tier", "roles", "permissions")
        for pk, tier, roles, held in rows.iterator():
            compiled = _compiled(Tier(tier), roles)
            if compiled != held:
                stale[compiled].append(pk)
        for compiled, keys in stale.items():
            for start in range(0, len(keys), 500):
                some = Membership.objects.filter(pk__in=keys[start : start + 500])
                changed += some.update(permissions=compiled, version=F("version") + 1)
        Compilation.objects.update_or_create(pk=1, defaults={"digest": digest, "at": now()})
    return changed


def _compiled(tier: Tier, roles: list[str]) -> str:
    kept = []
    for role in roles:
        try:
            compiled_permissions(tier, [role])
        except Invalid:
            continue
        kept.append(role)
    return compiled_permissions(tier, kept)
