"""Template tags: figures and dates in the person's language, parts that see only what they are given."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from nucleus.platform.ui.fields import Choice, Field
from nucleus.platform.ui.templatetags import ui


def draw(text, **context):
    return Template("{% load ui %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, "\N{EN DASH}"),
        (0, "0%"),
        (1, "100%"),
        (0.9589, "95.9%"),
        (0.99999, "99.9%"),
        (0.00001, "0.1%"),
        (0.5, "50.0%"),
    ],
)
def test_percent_never_rounds_to_all_or_nothing(share, words):
    assert ui.percent(share) == words


def test_numbers_follow_the_language():
    assert (ui.number(1234567), ui.number(None)) == ("1,234,567", "\N{EN DASH}")
    assert (ui.number(8.06, 1), ui.number(1999.96, 1), ui.number(2)) == ("8.1", "2,000.0", "2")
    with translation.override("nl"):
        assert (ui.number(1234567), ui.percent(0.959)) == ("1.234.567", "95,9%")


@pytest.mark.parametrize(
    ("size", "words"), [(None, "\N{EN DASH}"), (999, "999 B"), (1500, "1.5 kB"), (20_000_000, "20 MB")]
)
def test_file_sizes(size, words):
    assert ui.file_size(size) == words


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (dt.timedelta(seconds=5), "just now"),
        (dt.timedelta(minutes=4, seconds=30), "4 min ago"),
        (dt.timedelta(hours=3), "3 h ago"),
        (dt.timedelta(days=1, hours=1), "1 day ago"),
        (dt.timedelta(days=9), "9 days ago"),
    ],
)
def test_ago_in_one_unit(back, words):
    assert ui.ago(timezone.now() - back) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Sanne Bakker", "SB"), ("Mila de Wit", "MW"), ("Microsoft 365", "M"), ("", "?"), ("203.0.113.77", "?")],
)
def test_initials(name, letters):
    assert ui.initials(name) == letters


def test_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in ui.icon("x")
    assert 'role="img" aria-label="Close &lt;"' in ui.icon("x", "", "Close <")


def test_tag_escapes_its_word():
    assert draw("{% tag word 'ok' 'dot' %}", word="<b>") == '<span class="tag dot ok">&lt;b&gt;</span>'


def test_part_sees_nothing_of_the_page():
    assert "Page title" not in draw('{% part "alert" text="x" %}', title="Page title")


def test_part_keeps_the_form_token():
    assert 'value="abc"' in draw(
        '{% part "act" act=act %}', act={"post": True, "url": "/x/", "label": "Go"}, csrf_token="abc"
    )


def test_field_ties_label_help_and_error_to_the_control():
    drawn = draw(
        "{% field f %}", f=Field("text", "lines.0.name", "Name", help="Say it.", errors=("Too <long>.",), required=True)
    )
    assert '<label for="f-lines-0-name">Name</label>' in drawn
    assert 'name="lines.0.name"' in drawn
    assert 'aria-describedby="f-lines-0-name-help f-lines-0-name-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "Too &lt;long&gt;." in drawn


@pytest.mark.parametrize(
    "kind", ["text", "textarea", "number", "select", "date", "file_drop", "code_box", "checkbox", "switch"]
)
def test_every_kind_has_one_labelled_control(kind):
    drawn = draw("{% field f %}", f=Field(kind, "x", "Label", "1", choices=(Choice("1", "One"),)))
    assert (drawn.count('for="f-x"'), drawn.count('id="f-x"')) == (1, 1)


def test_select_and_radio_cards_choose_the_value():
    choices = (Choice("a", "A"), Choice("b", "B"))
    assert '<option value="b" selected>' in draw("{% field f %}", f=Field("select", "x", "X", "b", choices=choices))
    assert 'value="b" checked' in draw("{% field f %}", f=Field("radio_cards", "x", "X", "b", choices=choices))
