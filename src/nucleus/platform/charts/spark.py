"""A small line without axes: the way of a key figure."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from nucleus.platform.charts.scale import coordinate

HEIGHT = 40


def spark(values: Sequence[float], colour: str = "brand") -> SafeString:
    """The line, decoration beside the figure and therefore hidden from screen readers; empty below two values."""
    if len(values) < 2:
        return SafeString()
    low, high = min(values), max(values)
    air = (high - low) * 0.12 or 1
    low, high = low - air, high + air * 0.4
    last = len(values) - 1
    points = (
        (index / last * 100, HEIGHT - (value - low) / (high - low) * HEIGHT) for index, value in enumerate(values)
    )
    path = "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    return SafeString(
        f'<div class="spark c-{escape(colour)}"><svg viewBox="0 0 100 {HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true"><path class="ar" d="{path}L100 {HEIGHT}L0 {HEIGHT}Z"/>'
        f'<path class="ln" d="{path}"/></svg></div>'
    )
