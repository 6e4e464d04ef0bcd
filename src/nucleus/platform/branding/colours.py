"""From one brand colour to all colours of a theme, light and dark, with contrast that always holds (WCAG 2.2 AA).

A brand colour is never refused: the derived tokens move in lightness until text reads at 4.5:1 and edges show at 3:1.
Only the hex colour is free input; font, corners and sidebar style are choices out of fixed lists.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from nucleus.platform.branding.colour_space import Lch, contrast, is_hex, to_hex, to_lch

TEXT = 4.5
"""Least contrast of text (WCAG 1.4.3)."""
EDGE = 3.0
"""Least contrast of controls and focus rings (WCAG 1.4.11)."""
TEXT_AIM, MUTED_AIM, EDGE_AIM, RING_AIM = 4.6, 5.2, 3.05, 3.2
"""What is aimed at: a little above the least, because colours are rounded to bytes."""
STEP = 0.005
"""Change of lightness in one step of a search."""

WHITE, INK = "#ffffff", "#14171d"


class Pair(NamedTuple):
    """A token's colour in light and in dark mode."""

    light: str
    dark: str


class Neutrals(NamedTuple):
    """The surfaces of one mode that brand colours stand on; the same values as in tokens.css."""

    canvas: str
    surface: str
    raised: str


LIGHT = Neutrals("#f6f7f9", "#ffffff", "#f1f3f6")
DARK = Neutrals("#0d0f13", "#14171c", "#1b1f26")
QUIET = Pair("#5d6473", "#929aa9")
"""The quietest text of tokens.css, which may stand on a tint of the brand."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The chosen colours: `seed` is the brand's; `deep` gives panel and coloured sidebar, `link` links another hue than
    the brand's ("" for the same). Raises ValueError for what is no hex colour.
    """

    seed: str
    deep: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        for given in (self.seed, *(c for c in (self.deep, self.link) if c)):
            if not is_hex(given):
                raise ValueError(f"{given!r} is not a colour like #3350d8")


class Reading(NamedTuple):
    """One checked pair of colours."""

    mode: str
    what: str
    colour: str
    ground: str
    least: float

    @property
    def ratio(self) -> float:
        """The contrast of the pair (WCAG 2.2)."""
        return contrast(self.colour, self.ground)

    @property
    def passes(self) -> bool:
        """Whether the pair reaches what it needs."""
        return self.ratio >= self.least


def _least(colour: str, against: Sequence[str]) -> float:
    return min(contrast(colour, other) for other in against)


def _fit(start: Lch, against: Sequence[str], aim: float, step: float) -> str:
    """Moves the lightness by as few steps as are needed for the contrast with every colour of `against` to reach
    `aim`.
    """

    def moved(steps: int) -> str:
        return to_hex(Lch(max(0.0, min(1.0, start.lightness + steps * step)), start.chroma, start.hue))

    colour = moved(0)
    if _least(colour, against) >= aim:
        return colour
    few, many = 0, math.ceil((1 - start.lightness if step > 0 else start.lightness) / abs(step))
    while many - few > 1:  # contrast grows with every step
        middle = (few + many) // 2
        few, many = (few, middle) if _least(moved(middle), against) >= aim else (middle, many)
    return moved(many)


def _label_on(fill: str) -> str:
    """White where it reads, else whichever of white and ink reads better."""
    if contrast(fill, WHITE) >= TEXT or contrast(fill, WHITE) >= contrast(fill, INK):
        return WHITE
    return INK


def _hover(fill: str, label: str) -> str:
    """A little away from the label's side, so that the label reads even better."""
    lightness, chroma, hue = to_lch(fill)
    return to_hex(Lch(lightness - 0.05 if label == WHITE else lightness + 0.04, chroma, hue))


def _fills(seed: str, lch: Lch) -> dict[str, Pair]:
    """Filled buttons: the seed itself, moved only where neither label reads or where it drowns in the dark surface."""
    solid = seed
    if max(contrast(solid, WHITE), contrast(solid, INK)) < TEXT:
        solid = _fit(lch, [WHITE], TEXT, -STEP)
    night = solid
    if contrast(solid, DARK.surface) < EDGE:
        night = _fit(to_lch(solid), [DARK.surface, DARK.raised], EDGE_AIM, STEP)
    if max(contrast(night, WHITE), contrast(night, INK)) < TEXT:
        night = _fit(to_lch(night), [INK], TEXT, STEP)
    labels = Pair(_label_on(solid), _label_on(night))
    return {
        "brand": Pair(solid, night),
        "on-brand": labels,
        "brand-hover": Pair(_hover(solid, labels.light), _hover(night, labels.dark)),
    }


def _tints(lch: Lch) -> dict[str, Pair]:
    """Faint surfaces and lines in the hue of the brand."""
    _, chroma, hue = lch

    def pair(light: tuple[float, float], dark: tuple[float, float]) -> Pair:
        return Pair(*(to_hex(Lch(lightness, min(chroma, most), hue)) for lightness, most in (light, dark)))

    return {
        "brand-subtle": pair((0.962, 0.03), (0.27, 0.05)),
        "brand-subtle-2": pair((0.925, 0.055), (0.33, 0.07)),
        "brand-line": pair((0.82, 0.1), (0.45, 0.11)),
    }


def _words(lch: Lch, tints: Mapping[str, Pair]) -> dict[str, Pair]:
    """Links and focus rings: the hue of the brand, dark enough on light and light enough on dark."""
    lightness, chroma, hue = lch
    subtle, subtle_2 = tints["brand-subtle"], tints["brand-subtle-2"]
    day, night = Lch(min(lightness, 0.55), chroma, hue), Lch(max(lightness, 0.72), min(chroma, 0.15), hue)
    return {
        "brand-text": Pair(
            _fit(day, [*LIGHT, subtle.light, subtle_2.light], TEXT_AIM, -STEP),
            _fit(night, [*DARK, subtle.dark, subtle_2.dark], TEXT_AIM, STEP),
        ),
        "ring": Pair(
            _fit(Lch(min(lightness, 0.6), chroma, hue), [*LIGHT, subtle.light], RING_AIM, -STEP),
            _fit(Lch(max(lightness, 0.65), chroma, hue), [*DARK, subtle.dark], RING_AIM, STEP),
        ),
    }


def _deep(lch: Lch) -> dict[str, Pair]:
    """The dark brand surface of sidebar and sign-in panel, with texts and accent of its own."""
    _, chroma, hue = lch
    deep = Pair(to_hex(Lch(0.27, min(chroma, 0.075), hue)), to_hex(Lch(0.20, min(chroma, 0.05), hue)))
    raised = Pair(to_hex(Lch(0.33, min(chroma, 0.085), hue)), to_hex(Lch(0.265, min(chroma, 0.06), hue)))
    muted = [_fit(Lch(0.82, min(chroma, 0.04), hue), [surface], MUTED_AIM, STEP) for surface in raised]
    accent = _fit(Lch(0.78, min(chroma, 0.14), hue), [deep.light, raised.light], TEXT, STEP)
    return {
        "deep": deep,
        "deep-2": raised,
        "on-deep": Pair(WHITE, WHITE),
        "on-deep-2": Pair(*muted),
        "deep-accent": Pair(accent, accent),
    }


def derive(chosen: Colours) -> dict[str, Pair]:
    """All brand tokens of the chosen colours."""
    lch = to_lch(chosen.seed)
    tokens = _fills(chosen.seed, lch) | _tints(lch)
    tokens |= _words(to_lch(chosen.link or chosen.seed), tokens)
    tokens |= _deep(to_lch(chosen.deep or chosen.seed))
    edges = []
    for fill, text, grounds in zip(
        tokens["brand"], tokens["brand-text"], _edge_grounds(tokens["brand-subtle"]), strict=True
    ):
        edges.append(fill if _least(fill, grounds) >= EDGE else text)
    tokens["brand-edge"] = Pair(*edges)
    return tokens


def _edge_grounds(subtle: Pair) -> tuple[list[str], list[str]]:
    """What edges and rings stand on, in light and in dark."""
    return [*LIGHT, subtle.light], [*DARK, subtle.dark]


def contrast_report(chosen: Colours) -> list[Reading]:
    """Every pair that must hold, in both modes, with its contrast; for the editor and the tests."""
    tokens = derive(chosen)
    out: list[Reading] = []
    for index, (mode, neutral) in enumerate((("light", LIGHT), ("dark", DARK))):
        colour = {name: pair[index] for name, pair in tokens.items()}
        texts = {
            _("label on button"): (colour["on-brand"], colour["brand"]),
            _("label on hovered button"): (colour["on-brand"], colour["brand-hover"]),
            _("link on surface"): (colour["brand-text"], neutral.surface),
            _("link on canvas"): (colour["brand-text"], neutral.canvas),
            _("link on raised surface"): (colour["brand-text"], neutral.raised),
            _("link on tint"): (colour["brand-text"], colour["brand-subtle"]),
            _("link on strong tint"): (colour["brand-text"], colour["brand-subtle-2"]),
            _("quiet text on tint"): (QUIET[index], colour["brand-subtle"]),
            _("text on panel"): (colour["on-deep"], colour["deep"]),
            _("text on raised panel"): (colour["on-deep"], colour["deep-2"]),
            _("muted text on panel"): (colour["on-deep-2"], colour["deep"]),
            _("muted text on raised panel"): (colour["on-deep-2"], colour["deep-2"]),
            _("accent on panel"): (colour["deep-accent"], colour["deep"]),
            _("accent on raised panel"): (colour["deep-accent"], colour["deep-2"]),
        }
        edges = {
            _("focus ring on surface"): (colour["ring"], neutral.surface),
            _("focus ring on canvas"): (colour["ring"], neutral.canvas),
            _("focus ring on raised surface"): (colour["ring"], neutral.raised),
            _("focus ring on tint"): (colour["ring"], colour["brand-subtle"]),
            _("control edge on surface"): (colour["brand-edge"], neutral.surface),
            _("control edge on canvas"): (colour["brand-edge"], neutral.canvas),
            _("control edge on raised surface"): (colour["brand-edge"], neutral.raised),
            _("control edge on tint"): (colour["brand-edge"], colour["brand-subtle"]),
            _("focus ring on panel"): (colour["deep-accent"], colour["deep"]),
        }
        out += [Reading(mode, what, *pair, TEXT) for what, pair in texts.items()]
        out += [Reading(mode, what, *pair, EDGE) for what, pair in edges.items()]
    return out
