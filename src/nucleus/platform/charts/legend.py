"""What explains the colours of a chart."""

from __future__ import annotations

from typing import NamedTuple


class LegendEntry(NamedTuple):
    """A colour of a chart explained; `colour` is d1 to d6, brand, ok, warn or bad."""

    label: str
    colour: str
    value: str = ""
    share: str = ""
