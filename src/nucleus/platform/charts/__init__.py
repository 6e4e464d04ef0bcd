"""Charts as SVG, drawn on the server: no script, no style attribute, colours only through classes.

Nouns: Chart (lines or stacked columns over days), Series, Part (of a bar or ring), LegendEntry (a colour explained).
They follow theme and dark mode, print, go into PDF, and carry words and figures for everyone who cannot see them.
"""

from nucleus.platform.charts.axes import Chart, Series, draw
from nucleus.platform.charts.bar import Part, bar
from nucleus.platform.charts.legend import LegendEntry
from nucleus.platform.charts.ring import ring
from nucleus.platform.charts.spark import spark
from nucleus.platform.charts.world_map import country_name, world

__all__ = ["Chart", "LegendEntry", "Part", "Series", "bar", "country_name", "draw", "ring", "spark", "world"]
