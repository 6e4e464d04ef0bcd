"""The stylesheet of a theme: tokens only, in the layer that beats all others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from nucleus.platform.branding.colours import Colours, derive
from nucleus.platform.branding.fonts import FACES, declarations

RADII: Mapping[str, tuple[int, int, int]] = {"sharp": (2, 4, 6), "default": (6, 8, 12), "round": (8, 12, 18)}
SIDEBARS = ("neutral", "brand")
BRAND_SIDEBAR = (
    "--side-bg:var(--deep);--side-hover:var(--deep-2);--side-text:var(--on-deep-2);--side-strong:var(--on-deep);"
    "--side-active-bg:var(--deep-2);--side-active-text:var(--on-deep);--side-accent:var(--deep-accent);"
    "--side-line:var(--deep-2);--side-label:var(--on-deep-2);--side-ring:var(--deep-accent);"
)
DARK_SIDEBAR = ".sidebar .on-light{display:none}.sidebar .on-dark{display:inline-flex}"
"""A coloured sidebar is dark in both modes, so it shows the pictures for dark ground."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the stylesheet depends on. Raises ValueError for anything outside the lists."""

    colours: Colours
    font: str = "inter"
    radius: str = "default"
    sidebar: str = "neutral"

    def __post_init__(self) -> None:
        if self.font not in FACES or self.radius not in RADII or self.sidebar not in SIDEBARS:
            raise ValueError("unknown font, radius or sidebar style")


@lru_cache(maxsize=512)
def theme_css(shape: Shape) -> str:
    """The stylesheet."""
    declared = []
    for name, (light, dark) in derive(shape.colours).items():
        declared.append(f"--{name}:{light if light == dark else f'light-dark({light},{dark})'};")
    small, normal, large = RADII[shape.radius]
    declared.append(f"--font:{FACES[shape.font].stack};--r-sm:{small}px;--r:{normal}px;--r-lg:{large}px;")
    if shape.sidebar == "brand":
        declared.append(BRAND_SIDEBAR)
    pictures = DARK_SIDEBAR if shape.sidebar == "brand" else ""
    return declarations(shape.font) + "@layer theme{:root{" + "".join(declared) + "}" + pictures + "}"


@lru_cache(maxsize=512)
def theme_hash(shape: Shape) -> str:
    """Ten letters that change with the stylesheet, for its address: `/theme/SLUG.HASH.css`."""
    return hashlib.sha256(theme_css(shape).encode()).hexdigest()[:10]
