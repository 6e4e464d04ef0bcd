"""The world map: shapes come from the built file `world.svg` (keyed by ISO 3166 alpha-2), which browsers keep."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nucleus.kernel.assets import asset_url, read_json
from nucleus.platform.charts.scale import full, tip

SHADES = 4
VIEW = "18 -22 950 412"


def country_name(code: str) -> str:
    """The country's name in the person's language; the code where none is known."""
    names = (read_json("world.json") or {}).get("names", {})
    language = (get_language() or "en").split("-")[0]
    return str(names.get(language, names.get("en", {})).get(code.upper(), code))


def _shade(value: int, highest: int) -> int:
    """1 to 4 by order of magnitude: mail volume per country differs by factors, not by parts."""
    return max(1, SHADES - int(math.log(max(highest / value, 1), 8)))


def world(values: Mapping[str, int], title: str, unit: str, marked: Collection[str] = ()) -> SafeString:
    """The map shaded by figure; countries without one stay grey. Empty when the shapes are not built."""
    data = read_json("world.json")
    if data is None:
        return SafeString()
    highest = max(values.values(), default=0)
    drawn = asset_url("world.svg")
    paths = []
    for code in data["shapes"]:
        value = values.get(code, 0)
        if value <= 0:
            paths.append(f'<use href="{drawn}#{code}"/>')
            continue
        shade = "mx" if code in marked else f"m{_shade(value, highest)}"
        words = tip(country_name(code), [(unit, full(value), "")])
        paths.append(f'<use class="{shade}" data-tip="{words}" href="{drawn}#{code}"/>')
    return SafeString(
        f'<div class="map"><svg viewBox="{VIEW}" role="img" aria-label="{escape(title)}">{"".join(paths)}</svg></div>'
    )
