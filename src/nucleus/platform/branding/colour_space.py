"""Colours between hex text, sRGB and OKLCH, and the contrast of WCAG 2.2.

OKLCH keeps lightness as the eye sees it, so a colour can get lighter or darker without changing its hue
(Ottosson 2020, "A perceptual color space for image processing").
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-f]{6}")
IN_GAMUT = 0.0005
CHROMA_STEP = 0.001


class Lch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.37, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def is_hex(text: str) -> bool:
    """Whether the text is a colour as `#3350d8`, in small letters."""
    return HEX.fullmatch(text) is not None


def _linear(byte: int) -> float:
    share = byte / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


_LINEAR = tuple(_linear(byte) for byte in range(256))


def _byte(linear: float) -> int:
    share = max(0.0, min(1.0, linear))
    return round(255 * (12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055))


def _linear_rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return _LINEAR[red], _LINEAR[green], _LINEAR[blue]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = _linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def to_lch(colour: str) -> Lch:
    """A hex colour in OKLCH."""
    red, green, blue = _linear_rgb(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Lch(lightness, math.hypot(a, b), math.atan2(b, a))


def _to_linear_rgb(colour: Lch) -> tuple[float, float, float]:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _shown(rgb: tuple[float, float, float]) -> bool:
    """Whether a screen of sRGB can show the colour."""
    return min(rgb) >= -IN_GAMUT and max(rgb) <= 1 + IN_GAMUT


def to_hex(colour: Lch) -> str:
    """The nearest hex colour of this lightness and hue: what a screen cannot show loses chroma."""
    lightness, chroma, hue = max(0.0, min(1.0, colour.lightness)), max(colour.chroma, 0.0), colour.hue
    rgb = _to_linear_rgb(Lch(lightness, chroma, hue))
    if not _shown(rgb):
        least, most = 0.0, chroma
        while most - least > CHROMA_STEP:
            middle = (least + most) / 2
            least, most = (middle, most) if _shown(_to_linear_rgb(Lch(lightness, middle, hue))) else (least, middle)
        rgb = _to_linear_rgb(Lch(lightness, least, hue))
    return "#{:02x}{:02x}{:02x}".format(*(_byte(part) for part in rgb))
