"""Permissions: `<noun>.view` for reading, the command's own name for writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nucleus.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Permission:
    """What one may do, in words, and which shipped roles hold it (`tier.role`, or `superadmin`)."""

    name: str
    label: str
    roles: frozenset[str]


def permit(name: str, label: str, roles: Iterable[str]) -> Permission:
    """Declares a permission in a room's `rules.py`."""
    permission = Permission(name, label, frozenset(roles))
    registry.permissions.add(name, permission)
    return permission
