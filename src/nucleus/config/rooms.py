"""The rooms of the house in the order of its floors, from the ground up."""

from __future__ import annotations

from nucleus.config.environment import PACKAGE

ROOMS = (
    *(f"platform.{room}" for room in (
        "tree", "audit", "limits", "gate", "journal", "api", "ui", "reference", "jobs", "vault", "files", "pictures",
        "sets", "settings", "languages", "mail", "accounts", "organizations", "personal", "access", "branding",
        "notices", "search", "network", "sso", "style", "studio",
    )),
    "operations.postroom",
    "operations.monitoring",
    "operations.vitals",
    "operations.oversight",
    *(f"dmarc.{room}" for room in ("domains", "reports", "rollups", "intake", "analysis", "metrics")),
    *(f"portals.{room}" for room in ("public", "panel", "company", "distributor", "partner", "customer")),
    "demo",
    "config",
)  # fmt: skip


def standing_rooms() -> list[str]:
    """The module paths of the rooms that are built, for INSTALLED_APPS."""
    return [f"nucleus.{room}" for room in ROOMS if (PACKAGE / room.replace(".", "/") / "apps.py").exists()]
