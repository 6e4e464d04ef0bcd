"""A share as a ring."""

from __future__ import annotations

import math

from django.utils.html import escape
from django.utils.safestring import SafeString

from nucleus.platform.charts.scale import coordinate

RADIUS = 44


def ring(share: float, figure: str, label: str, colour: str = "ok") -> SafeString:
    """The share (0 to 1) as an arc, figure and label in the middle; the words carry the meaning, the arc repeats it."""
    around = 2 * math.pi * RADIUS
    length = around * min(max(share, 0), 1)
    dashes = f"{coordinate(length)} {coordinate(around)}"
    arc = f'<circle class="value" cx="50" cy="50" r="{RADIUS}" stroke-dasharray="{dashes}"/>'
    return SafeString(
        f'<div class="ring c-{escape(colour)}"><svg viewBox="0 0 100 100" aria-hidden="true">'
        f'<circle class="track" cx="50" cy="50" r="{RADIUS}"/>{arc if share > 0 else ""}</svg>'
        f"<div><strong>{escape(figure)}</strong><span>{escape(label)}</span></div></div>"
    )
