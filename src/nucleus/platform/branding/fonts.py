"""The catalogue of faces: all served from this house, so no visitor is shown to a font service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.assets import asset_url, read_json


class Face(NamedTuple):
    """A face: its name for people, the family of its files ("" for the device's own) and what stands in for it."""

    label: str
    family: str = ""
    generic: str = "system-ui,sans-serif"

    @property
    def stack(self) -> str:
        """The value of `font-family`."""
        return f'"{self.family}",{self.generic}' if self.family else self.generic


FACES: Mapping[str, Face] = {
    "inter": Face("Inter", "Inter Variable"),
    "figtree": Face("Figtree", "Figtree Variable"),
    "source-sans-3": Face("Source Sans 3", "Source Sans 3 Variable"),
    "ibm-plex-sans": Face("IBM Plex Sans", "IBM Plex Sans Variable"),
    "work-sans": Face("Work Sans", "Work Sans Variable"),
    "manrope": Face("Manrope", "Manrope Variable"),
    "atkinson-hyperlegible-next": Face("Atkinson Hyperlegible", "Atkinson Hyperlegible Next Variable"),
    "source-serif-4": Face("Source Serif 4", "Source Serif 4 Variable", "Georgia,serif"),
    "system": Face(_("The own one of the device")),  # type: ignore[arg-type] # translated where it is shown
}
IN_STYLESHEET = frozenset({"inter", "figtree"})
"""Faces that the stylesheet of all pages declares; the others are declared by the theme that chose them."""


def declarations(font: str) -> str:
    """The `@font-face` rules of a face that the common stylesheet does not know; empty for the others."""
    if font in IN_STYLESHEET or not FACES[font].family:
        return ""
    subsets = (read_json("fonts.json") or {}).get(font, {})
    return "".join(
        f'@font-face{{font-family:"{FACES[font].family}";src:url("{asset_url(file)}") format("woff2");'
        f"font-weight:{weights};font-style:normal;font-display:swap;unicode-range:{letters}}}"
        for file, weights, letters in subsets
    )
