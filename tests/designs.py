"""Designs for tests: made through their commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nucleus.platform.branding.commands import begin_theme, change_theme, publish_theme
from nucleus.platform.branding.models import Design
from nucleus.platform.tree.models import Organization


def designed(
    owner: Organization,
    values: Mapping[str, Any],
    *,
    kind: str = "theme",
    locked: Sequence[str] = (),
    shown: bool = True,
) -> Design:
    """A design with these values, published unless `shown` is False."""
    theme = change_theme(theme=begin_theme(organization=owner, kind=kind), values=values, locked=list(locked))
    return publish_theme(theme=theme) if shown else theme
