"""Templates of the whole house use only classes and icons that exist: a wrong name shows nothing and says nothing."""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[5]
CSS = "".join(path.read_text() for path in (HOUSE / "themes/default/css").rglob("*.css"))
CLASSES = set(re.findall(r"\.([a-zA-Z][\w-]*)", CSS))
ICONS = set((HOUSE / "themes/default/icons.txt").read_text().split("\n")[1:]) - {""}
TEMPLATES = [*HOUSE.glob("themes/**/*.html"), *HOUSE.glob("src/nucleus/**/templates/**/*.html")]
MODULES = [path for path in HOUSE.glob("src/nucleus/**/*.py") if "tests" not in path.parts]
SPOKEN = "\0"
"""Stands for what a template tag writes; a class that touches it is only known at run time."""


def classes_of(text):
    plain = re.sub(r"\{%[^%]*%\}|\{\{[^}]*\}\}", SPOKEN, text)
    written = " ".join(re.findall(r'class="([^"]*)"', plain))
    for prefix_or_class in written.replace(SPOKEN, f" {SPOKEN} ").split():
        if SPOKEN not in prefix_or_class and not prefix_or_class.endswith("-"):
            yield prefix_or_class


def test_every_class_has_a_rule():
    unknown = {(path.name, name) for path in TEMPLATES for name in classes_of(path.read_text()) if name not in CLASSES}
    assert unknown == {("topbar.html", "h")}  # h1 to h5, the number comes from the person


def test_every_class_written_by_python_has_a_rule():
    written = re.compile(r'class="([a-z][\w -]*)"')
    assert {
        (path.name, name)
        for path in MODULES
        for classes in written.findall(path.read_text())
        for name in classes.split()
        if name not in CLASSES
    } == set()


def test_every_icon_named_in_python_is_in_the_sprite():
    named = re.compile(r'(?:icon=|(?:MenuEntry|PaletteEntry)\()"([a-z0-9-]+)"')
    assert {
        (path.name, name) for path in MODULES for name in named.findall(path.read_text()) if name not in ICONS
    } == set()


def test_colours_stand_in_the_stylesheet_only():
    coloured = re.compile(r'(?:fill|stroke|bgcolor)="#|style="')
    shown = [
        path for path in TEMPLATES if not {"mail", "document"} & set(path.parts)
    ]  # they travel without a stylesheet
    assert [path.name for path in shown if coloured.search(path.read_text())] == []
