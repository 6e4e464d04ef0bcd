"""From one brand colour to all colours of a theme, light and dark, with contrast that always holds (WCAG 2.2 AA).

A brand colour is never refused: the derived tokens move in lightness until text reads at 4.5:1 and edges show at 3:1.
Only the hex colour is free input; font, corners and sidebar style are choices out of fixed lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nucleus.platform.branding.colour_space import Lch, contrast, is_hex, to_hex, to_lch

Font = Literal["inter", "figtree", "system"]
Radius = Literal["sharp", "default", "round"]
Sidebar = Literal["neutral", "brand"]

FONTS: Mapping[str, str] = {
    "inter": '"Inter Variable",system-ui,sans-serif',
    "figtree": '"Figtree Variable",system-ui,sans-serif',
    "system": "system-ui,sans-serif",
}
RADII: Mapping[str, tuple[int, int, int]] = {"sharp": (2, 4, 6), "default": (6, 8, 12), "round": (8, 12, 18)}
SIDEBARS = ("neutral", "brand")

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

BRAND_SIDEBAR = (
    "--side-bg:var(--deep);--side-hover:var(--deep-2);--side-text:var(--on-deep-2);--side-strong:var(--on-deep);"
    "--side-active-bg:var(--deep-2);--side-active-text:var(--on-deep);--side-accent:var(--deep-accent);"
    "--side-line:var(--deep-2);--side-label:var(--on-deep-2);"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What an organization chose. Raises ValueError for anything outside the lists."""

    seed: str
    font: Font = "inter"
    radius: Radius = "default"
    sidebar: Sidebar = "neutral"

    def __post_init__(self) -> None:
        if not is_hex(self.seed):
            raise ValueError(f"{self.seed!r} is not a colour like #3350d8")
        if self.font not in FONTS or self.radius not in RADII or self.sidebar not in SIDEBARS:
            raise ValueError("unknown font, radius or sidebar style")


class Reading(NamedTuple):
    """One checked pair of colours."""

    mode: str
    what: str
    ratio: float
    least: float

    @property
    def passes(self) -> bool:
        """Whether the pair reaches what it needs."""
        return self.ratio >= self.least


def _least(colour: str, against: Sequence[str]) -> float:
    return min(contrast(colour, other) for other in against)


def _fit(start: Lch, against: Sequence[str], aim: float, step: float) -> str:
    """Moves the lightness until the contrast with every colour of `against` reaches `aim`."""
    lightness = start.lightness
    colour = to_hex(start)
    while _least(colour, against) < aim and 0 < lightness < 1:
        lightness = max(0.0, min(1.0, lightness + step))
        colour = to_hex(Lch(lightness, start.chroma, start.hue))
    return colour


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
            _fit(Lch(min(lightness, 0.6), chroma, hue), LIGHT, RING_AIM, -STEP),
            _fit(Lch(max(lightness, 0.65), chroma, hue), DARK, RING_AIM, STEP),
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


def derive(seed: str) -> dict[str, Pair]:
    """All brand tokens for a hex colour like `#3350d8`. Raises ValueError for other text."""
    if not is_hex(seed):
        raise ValueError(f"{seed!r} is not a colour like #3350d8")
    lch = to_lch(seed)
    tokens = _fills(seed, lch) | _tints(lch)
    tokens |= _words(lch, tokens) | _deep(lch)
    edges = [
        fill if contrast(fill, surface) >= EDGE else text
        for fill, text, surface in zip(
            tokens["brand"], tokens["brand-text"], (LIGHT.surface, DARK.surface), strict=True
        )
    ]
    tokens["brand-edge"] = Pair(*edges)
    return tokens


def theme_css(theme: Theme) -> str:
    """The stylesheet of a theme, in the layer that beats all others."""
    declared = []
    for name, (light, dark) in derive(theme.seed).items():
        declared.append(f"--{name}:{light if light == dark else f'light-dark({light},{dark})'};")
    small, normal, large = RADII[theme.radius]
    declared.append(f"--font:{FONTS[theme.font]};--r-sm:{small}px;--r:{normal}px;--r-lg:{large}px;")
    if theme.sidebar == "brand":
        declared.append(BRAND_SIDEBAR)
    return "@layer theme{:root{" + "".join(declared) + "}}"


def theme_hash(theme: Theme) -> str:
    """Ten letters that change with the stylesheet, for its address: `/theme/SLUG.HASH.css`."""
    return hashlib.sha256(theme_css(theme).encode()).hexdigest()[:10]


def contrast_report(seed: str) -> list[Reading]:
    """Every pair that must hold, in both modes, with its contrast; for the editor and the tests."""
    tokens = derive(seed)
    out: list[Reading] = []
    for index, (mode, neutral) in enumerate((("light", LIGHT), ("dark", DARK))):
        colour = {name: pair[index] for name, pair in tokens.items()}
        texts = {
            "label on button": (colour["on-brand"], colour["brand"]),
            "label on hovered button": (colour["on-brand"], colour["brand-hover"]),
            "link on surface": (colour["brand-text"], neutral.surface),
            "link on canvas": (colour["brand-text"], neutral.canvas),
            "link on raised surface": (colour["brand-text"], neutral.raised),
            "link on tint": (colour["brand-text"], colour["brand-subtle"]),
            "link on strong tint": (colour["brand-text"], colour["brand-subtle-2"]),
            "text on panel": (colour["on-deep"], colour["deep"]),
            "text on raised panel": (colour["on-deep"], colour["deep-2"]),
            "muted text on panel": (colour["on-deep-2"], colour["deep"]),
            "muted text on raised panel": (colour["on-deep-2"], colour["deep-2"]),
            "accent on panel": (colour["deep-accent"], colour["deep"]),
        }
        edges = {
            "focus ring on surface": (colour["ring"], neutral.surface),
            "focus ring on canvas": (colour["ring"], neutral.canvas),
            "control edge on surface": (colour["brand-edge"], neutral.surface),
        }
        out += [Reading(mode, what, contrast(*pair), TEXT) for what, pair in texts.items()]
        out += [Reading(mode, what, contrast(*pair), EDGE) for what, pair in edges.items()]
    return out
