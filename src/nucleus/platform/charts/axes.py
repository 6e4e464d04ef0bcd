"""Charts over time with two axes: lines and stacked columns.

The plot stretches with the page (its own coordinates are 0 to 100); axis texts are HTML beside it and never stretch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from nucleus.platform.charts.legend import LegendEntry
from nucleus.platform.charts.scale import axis, coordinate, full, pick_labels, short, tip

GAP = 0.28
"""Share of a column's room that stays free."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one layer of columns. `colour` is d1 to d6, brand, ok, warn or bad; `dashed` marks a comparison."""

    name: str
    colour: str
    values: Sequence[float]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time, with the words that say what they show.

    `ident` is unique on the page; `summary` tells the story in a sentence (read instead of the picture); `labels` name
    the points from left to right, `ticks` those under the axis (chosen evenly when left out). `show` formats a figure.
    """

    kind: Literal["line", "stacked"]
    ident: str
    title: str
    summary: str
    labels: Sequence[str]
    series: Sequence[Series]
    ticks: Sequence[str] = ()
    tall: bool = False
    show: Callable[[float], str] = full
    show_axis: Callable[[float], str] = short

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError(f"{self.ident}: a series has another length than the labels")

    @property
    def highest(self) -> float:
        """The largest figure to draw; for stacked columns the largest sum."""
        if self.kind == "stacked":
            return max((sum(point) for point in zip(*(s.values for s in self.series), strict=True)), default=0)
        return max((value for series in self.series for value in series.values), default=0)

    @property
    def legend(self) -> list[LegendEntry]:
        """The series with their colours."""
        return [LegendEntry(series.name, series.colour) for series in self.series]

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """The same figures for "View as table": label and one cell per series."""
        return [(label, [self.show(series.values[i]) for series in self.series]) for i, label in enumerate(self.labels)]


def draw(chart: Chart) -> SafeString:
    """The chart as HTML with an SVG plot."""
    whole = all(float(value).is_integer() for series in chart.series for value in series.values)
    steps = axis(chart.highest, whole=whole)
    plot = _stacked(chart, steps[-1]) if chart.kind == "stacked" else _lines(chart, steps[-1])
    lines = "".join(_grid_line(step / steps[-1] * 100) for step in steps)
    marks = "".join(f"<span>{escape(chart.show_axis(step))}</span>" for step in reversed(steps))
    below = "".join(f"<span>{escape(label)}</span>" for label in chart.ticks or pick_labels(chart.labels))
    ident = escape(chart.ident)
    return SafeString(
        f'<div class="chart{" tall" if chart.tall else ""}"><div class="y" aria-hidden="true">{marks}</div>'
        f'<div class="plot"><svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(chart.title)}</title>'
        f'<desc id="{ident}-d">{escape(chart.summary)}</desc>{lines}{plot}</svg></div>'
        f'<div class="x" aria-hidden="true">{below}</div></div>'
    )


def _grid_line(percent: float) -> str:
    y = coordinate(100 - percent)
    return f'<line class="gl{"" if percent else " z"}" x1="0" x2="100" y1="{y}" y2="{y}"/>'


def _column(chart: Chart, index: int, left: float, right: float, shapes: str = "") -> str:
    """What the pointer meets over one point: its shapes, its tooltip and a strip of full height."""
    rows = [(s.name, chart.show(s.values[index]), f"c-{s.colour}") for s in chart.series]
    if chart.kind == "stacked":
        rows.reverse()
    hit = f'<rect class="hit" x="{coordinate(left)}" y="0" width="{coordinate(right - left)}" height="100"/>'
    return f'<g class="col" data-tip="{tip(chart.labels[index], rows)}">{shapes}{hit}</g>'


def _stacked(chart: Chart, top: float) -> str:
    """Columns from bottom to top in the order of the series."""
    out = []
    width = 100 / max(len(chart.labels), 1)
    for index in range(len(chart.labels)):
        y, shapes = 100.0, ""
        for series in chart.series:
            height = series.values[index] / top * 100
            if height <= 0:
                continue
            y -= height
            shapes += (
                f'<rect class="seg c-{escape(series.colour)}" x="{coordinate(index * width + width * GAP / 2)}" '
                f'y="{coordinate(y)}" width="{coordinate(width * (1 - GAP))}" height="{coordinate(height)}"/>'
            )
        out.append(_column(chart, index, index * width, (index + 1) * width, shapes))
    return "".join(out)


def _lines(chart: Chart, top: float) -> str:
    """Lines, the first one with the area under it; a single point is drawn as a level line."""
    last = len(chart.labels) - 1
    out = []
    for number, series in enumerate(chart.series):
        points = [
            (index / last * 100 if last > 0 else 0, 100 - value / top * 100)
            for index, value in enumerate(series.values)
        ]
        if len(points) == 1:
            points.append((100, points[0][1]))
        if not points:
            continue
        path = "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
        colour = f"c-{escape(series.colour)}"
        if number == 0:
            out.append(f'<path class="ar {colour}" d="{path}L100 100L0 100Z"/>')
        out.append(f'<path class="ln {colour}{" dash" if series.dashed else ""}" d="{path}"/>')
    step = 100 / last if last > 0 else 100
    out += [
        _column(chart, index, max(0, (index - 0.5) * step), min(100, (index + 0.5) * step))
        for index in range(len(chart.labels))
    ]
    return "".join(out)
