"""Template sets: found on disk, drawn by an engine of their own, checked, copied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string

from nucleus.kernel.errors import Invalid
from nucleus.kernel.template_sets import asking, current_set, kept
from nucleus.platform.sets import engine as engine_module
from nucleus.platform.sets.catalogue import chain_of, sets, tokens_of
from nucleus.platform.sets.checking import check_set
from nucleus.platform.sets.making import new_set
from nucleus.platform.studio.fixtures import fixture_pages


@pytest.fixture
def own(settings, tmp_path):
    """A data folder; `own(slug, {path: text}, extends)` writes a set there."""
    settings.DATA_DIR = tmp_path
    engines["django"]._stamps.clear()
    for slug in list(engines["django"]._chains):
        engines["django"].forget(slug)

    def write(slug, files, extends="default", more=""):
        folder = tmp_path / "sets" / slug
        for path, text in {"set.toml": f'slug = "{slug}"\nextends = "{extends}"\n{more}', **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        return folder

    return write


def drawn(slug, name="mail/head.txt", **context):
    with asking(lambda: slug):
        return render_to_string(name, {"head": {"name": "N"}, **context})


def test_the_shipped_sets():
    found = sets()
    assert [(s.slug, s.extends, s.is_own, s.fits) for s in found.values()] == [
        ("default", "", False, True),
        ("example", "default", False, True),
    ]
    assert found["example"].templates() == [
        "document/head.html", "errors/404.html", "layouts/app.html", "layouts/parts/foot_links.html", "mail/head.html",
    ]  # fmt: skip
    assert tokens_of("example") == {"seed": "#6d3fc4", "radius": "round", "font": "figtree", "sidebar": "brand"}


@pytest.mark.parametrize("slug", ["default", "example"])
def test_the_shipped_sets_have_nothing_to_mend(slug):
    assert check_set(slug, fixture_pages()) == []


def test_each_file_of_the_example_opens_with_numbered_lines():
    example = sets()["example"]
    opening = {name: (example.folder / name).read_text().splitlines()[:3] for name in example.templates()}
    assert [name for name, lines in opening.items() if not lines[0].startswith("{# How to change ")] == []
    assert [name for name, lines in opening.items() if not lines[1].startswith("{# 1. ")] == []


def test_the_nearest_file_of_a_chain_is_drawn_and_may_extend_its_own_name(own):
    own("one", {"mail/head.txt": "ONE {{ head.name }} {% block b %}x{% endblock %}"})
    own("two", {"mail/head.txt": "{% extends 'mail/head.txt' %}{% block b %}two{% endblock %}"}, "one")
    assert [link.slug for link in chain_of("two")] == ["two", "one", "default"]
    assert (drawn("two"), drawn("one"), drawn("")) == ("ONE N two", "ONE N x", drawn("default"))
    assert drawn("") == "N"


def test_sets_of_two_tenants_do_not_mix(own):
    own("red", {"mail/head.txt": "RED"})
    own("blue", {"mail/head.txt": "BLUE"})
    assert [drawn(slug) for slug in ("red", "blue", "", "red", "blue", "")] == ["RED", "BLUE", "N"] * 2
    with asking(lambda: "red"):
        assert current_set() == "red"
        with asking(lambda: "blue"):
            assert current_set() == "blue"
        assert current_set() == "red"
    assert current_set() == ""


def test_kept_pieces_are_kept_for_each_set_apart(own):
    own("red", {"mail/head.txt": "RED"})
    calls = []

    @kept(8)
    def piece(word):
        calls.append(word)
        return f"{word} {render_to_string('mail/head.txt', {'head': {'name': 'N'}})}"

    for slug, said in (("red", "w RED"), ("", "w N"), ("red", "w RED"), ("", "w N")):
        with asking(lambda slug=slug: slug):
            assert piece("w") == said
    assert calls == ["w", "w"]


def test_who_draws_is_asked_once_and_only_when_something_is_drawn():
    asked = []
    with asking(lambda: asked.append(1) or ""):
        pass
    assert asked == []
    with asking(lambda: asked.append(1) or ""):
        for _each in range(3):
            render_to_string("mail/head.txt", {"head": {"name": "N"}})
    assert asked == [1]


def test_a_changed_file_is_drawn_without_a_restart(own, monkeypatch):
    folder = own("red", {"mail/head.txt": "RED"})
    monkeypatch.setattr(engine_module, "SECONDS", -1.0)
    assert drawn("red") == "RED"
    (folder / "mail/head.txt").write_text("PINK")
    os.utime(folder / "mail/head.txt", (1, 2_000_000_000))
    assert drawn("red") == "PINK"


def test_engines_are_kept_within_a_limit(own, monkeypatch):
    monkeypatch.setattr(engine_module, "MOST", 2)
    for slug in ("a", "b", "c"):
        own(slug, {"mail/head.txt": slug})
        assert drawn(slug) == slug
    assert [slug for slug in engines["django"]._chains if slug in "abc"] == ["b", "c"]
    assert drawn("a") == "a"


@pytest.mark.parametrize("slug", ["gone", "../default", "..", "a/b", "", "ring", "loose", "Wrong"])
def test_what_does_not_stand_is_drawn_by_the_default_set(own, slug):
    own("ring", {"mail/head.txt": "RING"}, "ring")
    own("loose", {"mail/head.txt": "LOOSE"}, "gone")
    assert drawn(slug) == "N"


def test_a_set_of_ones_own_cannot_stand_in_for_a_shipped_one(own):
    own("example", {"mail/head.txt": "FAKE"})
    assert (sets()["example"].is_own, drawn("example")) == (False, "N")


def test_a_copy_can_be_used_at_once(own):
    made = new_set("house", label='Our "house"')
    assert (made.slug, made.label, made.extends, made.is_own) == ("house", "Our house", "default", True)
    assert check_set("house", fixture_pages()) == []
    assert made.templates() == sets()["example"].templates()


@pytest.mark.parametrize(
    ("slug", "source"),
    [("default", "example"), ("example", "example"), ("../x", "example"), ("UP", "example"), ("", "example"),
     ("x" * 41, "example"), ("mine", "default"), ("mine", "gone"), ("mine", "../example")],
)  # fmt: skip
def test_a_copy_needs_a_free_name_and_a_source(own, tmp_path, slug, source):
    with pytest.raises(Invalid):
        new_set(slug, source)
    assert not (tmp_path / "sets" / slug).exists() or slug == ""


WRONG = {
    '<p style="color:red">': "an inline style",
    "<style>p{}</style>": "a style element",
    "<p onclick='x()'>": "an inline handler",
    '<p hx-on:click="x()">': "an inline handler",
    "<script>x()</script>": "an inline script",
    '<a href="javascript:x()">': "a script address",
    '<img src="//evil.example/x.png">': "a file of another host",
    '<script src="https://evil.example/x.js"></script>': "a file of another host",
    '<link rel="stylesheet" href="https://evil.example/x.css">': "a file of another host",
    '<form action="https://evil.example/">': "a file of another host",
    "{{ title|safe }}": "unescaped output",
    "{% autoescape off %}{{ title }}{% endautoescape %}": "unescaped output",
    '<iframe src="/x/">': "a frame or plug-in",
    "{% debug %}": "the tag debug is not among those that a set may use",
    "{% load static %}": "loads something else than i18n, partials, ui",
    '{% extends "layouts/app.html" %}{% block mian %}{% endblock %}': "no page draws the block mian",
    "{% if %}": "TemplateSyntaxError",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_what_a_set_should_not_do_is_found(own, text, said):
    own("bad", {"errors/other.html": text})
    findings = check_set("bad", {})
    assert [line for line in findings if line.startswith("errors/other.html:") and said in line] != []


def test_comments_may_say_what_they_like(own):
    own("good", {"errors/other.html": '{# style="x" |safe #}{% comment %}<script>{% endcomment %}<p>x</p>'})
    assert check_set("good", {}) == []


def test_lost_slots_and_landmarks_are_found(own):
    own(
        "bad",
        {"layouts/plain.html": "{% extends 'layouts/base.html' %}{% block body %}<h1>a</h1><h1>b</h1>{% endblock %}"},
    )
    own("worse", {"layouts/parts/footer.html": "<footer>x</footer>"})
    pages = {"errors/404.html": fixture_pages()["errors/404.html"]}
    assert check_set("bad", pages) == [
        "errors/404.html: the landmark main with the id main is missing",
        "errors/404.html: more than one h1",
    ]
    assert check_set("worse", {}) == ["layouts/parts/footer.html: the slot app.footer is missing"]


def test_a_set_for_a_later_release_is_told(own):
    own("later", {}, more='least_version = "99.1"')
    assert check_set("later", {}) == ["set.toml: asks for release 99.1 or later"]


def test_a_page_that_breaks_is_told(own):
    own("bad", {"errors/404.html": "{% extends 'layouts/none.html' %}"})
    findings = check_set("bad", {"errors/404.html": {}})
    assert [line.split(":")[0] for line in findings] == ["errors/404.html", "errors/404.html"]
    assert Path(sets()["bad"].folder).is_dir()
