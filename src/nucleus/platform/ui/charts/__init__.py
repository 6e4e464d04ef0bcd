"""Charts as SVG, drawn on the server: no script, no style attribute, colours only through classes.

So they follow theme and dark mode, print, go into PDF, and carry words and figures for everyone who cannot see them.
"""

from nucleus.platform.ui.charts.axes import Chart, Series, draw
from nucleus.platform.ui.charts.bar import Part, bar
from nucleus.platform.ui.charts.ring import ring
from nucleus.platform.ui.charts.spark import spark
from nucleus.platform.ui.charts.world_map import country_name, world

__all__ = ["Chart", "Part", "Series", "bar", "country_name", "draw", "ring", "spark", "world"]
