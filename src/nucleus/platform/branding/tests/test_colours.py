"""Brand colours: whatever an organization chooses, text stays readable in both modes."""

import random
import re
from pathlib import Path

import pytest

from nucleus.kernel.assets import read_json
from nucleus.platform.branding.colour_space import contrast, to_hex, to_lch
from nucleus.platform.branding.colours import DARK, LIGHT, QUIET, Colours, contrast_report, derive
from nucleus.platform.branding.fonts import FACES, declarations
from nucleus.platform.branding.stylesheet import Shape, theme_css, theme_hash

AWKWARD = (
    "#3350d8", "#0a7a5c", "#f5c400", "#ff6a00", "#8dc63f", "#111111", "#ff4fa3", "#38bdf8", "#ffffff", "#000000",
    "#808080", "#777777", "#ffff00", "#00ff00", "#ff0000", "#0000ff", "#00ffff", "#ff00ff", "#010101", "#fefefe",
    "#757575", "#767676", "#14171d", "#14171c", "#7f00ff", "#00007f",
)  # fmt: skip
TOKENS_CSS = Path(__file__).resolve().parents[5] / "themes" / "default" / "css" / "tokens.css"


def failures(seed):
    chosen = seed if isinstance(seed, Colours) else Colours(seed)
    return [(chosen, r.mode, r.what, round(r.ratio, 2)) for r in contrast_report(chosen) if not r.passes]


def random_seeds(part, count):
    source = random.Random(f"20261122 {part}")
    return [f"#{source.randrange(1 << 24):06x}" for _ in range(count)]


@pytest.mark.parametrize("seed", AWKWARD)
def test_awkward_colours_keep_contrast(seed):
    assert failures(seed) == []


@pytest.mark.parametrize("part", range(4))
def test_two_thousand_random_brand_colours_keep_contrast(part):
    assert [f for seed in random_seeds(part, 500) for f in failures(seed)] == []


def test_three_random_colours_together_keep_contrast():
    three = zip(*(random_seeds(part, 150) for part in ("seed", "deep", "link")), strict=True)
    assert [f for colours in three for f in failures(Colours(*colours))] == []


def test_what_is_measured():
    readings = contrast_report(Colours("#3350d8"))
    asked = {(r.mode, r.least) for r in readings}
    assert asked == {("light", 4.5), ("light", 3.0), ("dark", 4.5), ("dark", 3.0)}
    assert [len([r for r in readings if r.mode == mode]) for mode in ("light", "dark")] == [23, 23]


def test_a_readable_brand_colour_stays_as_it_is():
    assert derive(Colours("#3350d8"))["brand"].light == "#3350d8"


def test_contrast_of_known_pairs():
    assert (contrast("#ffffff", "#000000"), round(contrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)


@pytest.mark.parametrize("colour", AWKWARD)
def test_oklch_and_back_is_the_same_colour(colour):
    assert to_hex(to_lch(colour)) == colour


@pytest.mark.parametrize("text", ["", "red", "#fff", "#3350D8", "#3350d8\n", "#3350d8;}", "3350d8", "#3350dg"])
def test_anything_but_a_hex_colour_is_refused(text):
    for given in ((text,), *((("#000000", text), ("#000000", "", text)) if text else ())):
        with pytest.raises(ValueError, match="is not a colour"):
            Colours(*given)


def test_choices_outside_the_lists_are_refused():
    for wrong in ({"font": "comic"}, {"radius": "9px"}, {"sidebar": "x"}):
        with pytest.raises(ValueError, match="unknown"):
            Shape(Colours("#3350d8"), **wrong)


TOKENS = (
    r"@layer theme\{:root\{(--[a-z0-9-]+:[a-z0-9#(),.\"\- A-Z]+;)+\}(\.sidebar \.on-(light|dark)\{display:[a-z-]+\})*\}"
)


def test_stylesheet_holds_only_declarations_of_the_theme_layer():
    css = theme_css(Shape(Colours("#f5c400"), "figtree", "round", "brand"))
    assert re.fullmatch(TOKENS, css)
    assert (css.count("--brand:"), css.count("--side-bg:var(--deep)"), css.count("--r-lg:18px")) == (1, 1, 1)


@pytest.mark.parametrize("font", FACES)
def test_a_face_is_declared_where_the_common_stylesheet_does_not_know_it(font):
    css = theme_css(Shape(Colours("#3350d8"), font))
    assert css.startswith(declarations(font) + "@layer theme{")
    assert f"--font:{FACES[font].stack};" in css
    faces = re.findall(r'src:url\("(/static/[a-z0-9.-]+\.woff2)"\)', declarations(font))
    assert bool(faces) is (font not in ("inter", "figtree", "system") and bool(read_json("fonts.json")))


def test_hash_follows_the_values():
    one, same, other = (Shape(Colours(c)) for c in ("#3350d8", "#3350d8", "#3350d9"))
    assert theme_hash(one) == theme_hash(same)
    assert theme_hash(one) != theme_hash(other)
    assert re.fullmatch("[0-9a-f]{10}", theme_hash(one))


def test_neutrals_are_those_of_the_stylesheet():
    css = TOKENS_CSS.read_text()
    declared = dict(re.findall(r"--(bg|surface|s2|text-3):\s*light-dark\((#\w+,\s*#\w+)\)", css))
    pairs = {name: tuple(re.split(r",\s*", pair)) for name, pair in declared.items()}
    assert pairs == {
        "bg": (LIGHT.canvas, DARK.canvas),
        "surface": (LIGHT.surface, DARK.surface),
        "s2": (LIGHT.raised, DARK.raised),
        "text-3": tuple(QUIET),
    }
