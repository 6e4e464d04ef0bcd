"""A language of tests: the English source with every letter changed, made longer and marked at both ends.

What is drawn in it and still holds a plain letter did not go through the catalogue, or is data.
"""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
import rest_framework
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation import trans_real

CODE = "xx"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHANGED = "áƀçðéƒğĥíĵķłɱñóþɋŕšţúṽŵẋýžÁɃÇÐÉƑĞĤÍĴĶŁṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
LETTERS = str.maketrans(PLAIN, CHANGED)
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|</?\w+[^>]*>|&\w+;)")
ROOT = Path(__file__).resolve().parent.parent


def pseudo(text: str) -> str:
    """The text in the language: what stands for something else keeps its letters."""
    if re.fullmatch(r"[jbMYHi:, ]+", text):  # how a date is written
        return text
    head, tail = re.match(r"\s*", text)[0], re.search(r"\s*$", text)[0]
    inner = text[len(head) : len(text) - len(tail) or None]
    changed = "".join(p if KEPT.fullmatch(p) else p.translate(LETTERS) for p in KEPT.split(inner))
    return f"{head}⟦{changed}{'·' * (len(inner) // 3)}⟧{tail}" if inner else text


def _shipped() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Context and text of what Django and DRF say themselves, as their own Dutch catalogues list it."""
    for module in (django, rest_framework):
        folder = Path(module.__file__).parent
        for file in (*folder.glob("conf/locale/nl/LC_MESSAGES/django.mo"), *folder.glob("locale/nl/LC_MESSAGES/*.mo")):
            with file.open("rb") as stream:
                keys = gettext.GNUTranslations(stream)._catalog
            for key in keys:
                text = key[0] if isinstance(key, tuple) else key
                context, mark, rest = text.rpartition("\x04")
                if rest:
                    yield context if mark else "", rest


def _own() -> list[str | tuple[str, str]]:
    """Every text of the source."""
    lines = subprocess.run(
        [sys.executable, "tools/translations.py", "--texts"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    parts = [line.replace("\\n", "\n").split("\t")[1:] for line in lines.splitlines()]
    return [(p[0], p[1]) if len(p) > 1 else p[0] for p in parts]


def build(folder: Path) -> None:
    """Writes the catalogue there."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for context, text in _shipped():
        if f"{text}" not in catalogue:
            catalogue.add(text, pseudo(text), context=context or None)
    for text in _own():
        said = pseudo(text) if isinstance(text, str) else tuple(pseudo(part) for part in text)
        catalogue.delete(text)
        catalogue.add(text, said)
    place = folder / CODE / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    fresh = place / f"django.mo.{os.getpid()}"
    with fresh.open("wb") as stream:
        write_mo(stream, catalogue)
    fresh.replace(place / "django.mo")


@pytest.fixture
def pseudo_language(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Offers the language; its code."""
    folder = tmp_path_factory.mktemp("locale")
    build(folder)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [folder])
    monkeypatch.setattr(settings, "LANGUAGES", [*settings.LANGUAGES, (CODE, "Pseudo")])
    trans_real._translations.pop(CODE, None)
    trans_real.get_languages.cache_clear()
    yield CODE
    trans_real._translations.pop(CODE, None)
    trans_real.get_languages.cache_clear()
