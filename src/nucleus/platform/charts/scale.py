"""Axes: round steps, short figures, coordinates."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.html import escape

STEPS = (1, 2, 2.5, 5, 10)


def coordinate(value: float) -> str:
    """At most two decimals, without trailing zeros: charts are sent often."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def axis(highest: float, lines: int = 4, *, whole: bool = False) -> list[float]:
    """Round values from 0 to at least `highest`, about `lines` steps; with `whole` no step is below 1."""
    if highest <= 0:
        return [0, 1]
    raw = highest / lines
    power = 10 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in STEPS if factor * power >= raw * (1 - 1e-9))
    if whole:
        step = max(1, math.ceil(step))
    count = math.ceil(highest / step - 1e-9)
    return [index * step for index in range(count + 1)]


def short(value: float) -> str:
    """A figure for an axis: 47200 as 47.2k, in the decimals of the language."""
    for scale, letter in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if abs(value) >= scale:
            return _plain(value / scale) + letter
    return _plain(value)


def full(value: float) -> str:
    """A figure for tables and tooltips, with thousands separators."""
    whole = float(value).is_integer()
    return number_format(
        int(value) if whole else round(value, 2), 0 if whole else None, use_l10n=True, force_grouping=True
    )


def _plain(value: float) -> str:
    rounded = round(value, 1)
    return number_format(rounded, 0 if float(rounded).is_integer() else 1, use_l10n=True)


def pick_labels(labels: Sequence[str], most: int = 7) -> list[str]:
    """At most so many labels, evenly spread, first and last among them."""
    if len(labels) <= most:
        return list(labels)
    return [labels[round(index * (len(labels) - 1) / (most - 1))] for index in range(most)]


def tip(title: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """The value of a `data-tip` attribute: title and rows of name, figure and colour class."""
    return escape(json.dumps([title, rows], ensure_ascii=False, separators=(",", ":")))
