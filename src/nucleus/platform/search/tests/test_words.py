"""Cutting, folding and marking."""

from __future__ import annotations

import pytest

from nucleus.platform.search.words import closeness, document_words, fits, fold, marked, question_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Brûlée", "brulee"),
        ("STRASSE Straße", "strasse strasse"),
        ("Øresund Łódź", "oresund lodz"),
        ("ﬁre", "fire"),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_folding_leaves_small_letters_without_diacritics(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Jansen  bakkerij", ["jansen", "bakkerij"]),
        ("jansen jansen", ["jansen"]),
        ('"a" OR NEAR(b, 2)*', ["a", "or", "near", "b", "2"]),
        ("text:secret AND rowid", ["text", "secret", "and", "rowid"]),
        ("_domains.c1", ["domains", "c1"]),
        ("'; DROP TABLE search_document; --", ["drop", "table", "search", "document"]),
        ("\x00\x07", []),
        ("   ", []),
        ("***", []),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f"]),
        ("x" * 5000, ["x" * 40]),
    ],
)
def test_a_question_is_words_and_nothing_else(question, words):
    assert question_words(question) == words


def test_a_document_holds_each_word_once_and_only_so_many():
    assert document_words(["Mail.Harbour.example", "harbour"]) == "mail harbour example"
    assert len(document_words([" ".join(f"w{n}" for n in range(1000))]).split()) == 120


def test_a_title_fits_by_beginnings_of_words():
    assert fits("Bakkerij Jansen", ["jan", "bak"])
    assert not fits("Bakkerij Jansen", ["ansen"])


def test_the_closest_title_comes_first():
    titles = ["Jansen & Zonen", "De Jansen Groep", "Jansen", "Jansens Bakkerij"]
    assert sorted(titles, key=lambda t: closeness(t, ["jansen"])) == [
        "Jansen", "Jansen & Zonen", "Jansens Bakkerij", "De Jansen Groep",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Brûlée bakery", ["bru"], "<mark>Brû</mark>lée bakery"),
        ("<b>Bakery</b>", ["b"], "&lt;<mark>b</mark>&gt;<mark>B</mark>akery&lt;/<mark>b</mark>&gt;"),
        ("Straße", ["strass"], "<mark>Straß</mark>e"),
        ("a & b", ["zz"], "a &amp; b"),
    ],
)
def test_marks_are_the_only_markup(text, words, html):
    assert marked(text, words) == html
