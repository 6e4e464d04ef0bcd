"""One bar in segments."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from nucleus.platform.charts.scale import coordinate

Part = tuple[str, float]
"""Colour (d1 to d6, brand, ok, warn, bad) and percent of the bar."""


def bar(parts: Sequence[Part], label: str) -> SafeString:
    """Segments from left to right; what is missing to 100 stays empty. The label says the figures in words."""
    left, shapes = 0.0, ""
    for colour, percent in parts:
        if percent <= 0:
            continue
        width = min(percent, 100 - left)
        shapes += (
            f'<rect class="c-{escape(colour)}" x="{coordinate(left)}" y="0" width="{coordinate(width)}" height="8"/>'
        )
        left += width
    return SafeString(
        f'<div class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{shapes}</svg></div>'
    )
