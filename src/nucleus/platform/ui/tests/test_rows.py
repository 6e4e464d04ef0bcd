"""Cells: how each kind writes a value, and that nothing from outside gets through unescaped."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from tests.shelves import SHELVES

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Column, Plan, Table
from nucleus.platform.ui.rows import Look, render_rows
from nucleus.platform.ui.templatetags.ui import BREAK

EVIL = '<script>alert("1")</script>\'&%s'
SAFE = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;%s"
DASH = '<span class="mut">\N{EN DASH}</span>'


def cell(kind, value, *, more=(), link="", **options):
    column = Column("a", "A", kind, more=tuple(f"m{i}" for i in range(len(more))), link=link, options=options)
    at = {"a": 0, **{f"m{i}": i + 1 for i in range(len(more))}}
    return registry.cells[kind](column, at, Look.current())((value, *more))


@pytest.mark.parametrize("kind", ["text", "main", "tag", "status", "country"])
def test_every_kind_of_text_is_escaped(kind):
    more = (EVIL,) if kind in ("text", "main") else ()
    html = cell(kind, EVIL, more=more)
    assert html.replace(BREAK, "").count(SAFE) == 1 + len(more)
    assert "<script" not in html


def test_addresses_are_quoted():
    html = cell("text", "x", link="/at/{a}/")
    assert html == '<a class="link" href="/at/x/">x</a>'
    assert 'href="/at/%3Cb%3E%22%2F%25/"' in cell("text", '<b>"/%', link="/at/{a}/")


@pytest.mark.parametrize(
    ("kind", "value", "html"),
    [
        ("number", 1234567, "1,234,567"),
        ("number", 0, "0"),
        ("percent", 0.99999, "99.9%"),
        ("percent", 1, "100%"),
        ("bytes", 14_000, "14 kB"),
        ("date", dt.date(2026, 11, 3), '<time datetime="2026-11-03">3 Nov 2026</time>'),
        ("yes_no", True, "Yes"),
        ("country", "NL", '<span class="tag sq">NL</span>'),
        ("country", "", '<span class="mut">Unknown</span>'),
    ],
)
def test_what_a_value_looks_like(kind, value, html):
    assert cell(kind, value) == html


@pytest.mark.parametrize(
    "kind", ["text", "number", "percent", "bar", "bytes", "date", "datetime", "tag", "status", "yes_no"]
)
def test_nothing_is_a_dash(kind):
    assert cell(kind, None) == DASH


def test_a_moment_is_in_the_zone_of_the_person():
    moment = dt.datetime(2026, 11, 3, 23, 30, tzinfo=dt.UTC)
    with timezone.override(ZoneInfo("Europe/Amsterdam")):
        assert cell("datetime", moment) == '<time datetime="2026-11-04T00:30+01:00">4 Nov 2026 00:30</time>'
        assert cell("date", moment) == '<time datetime="2026-11-04">4 Nov 2026</time>'
        exact = '<time datetime="2026-11-04T00:30:00+01:00">4 Nov 2026 00:30:00</time>'
        assert cell("datetime", moment, seconds=True) == exact


def test_figures_follow_the_language():
    with translation.override("nl"):
        assert cell("number", 1234567) == "1.234.567"
        assert cell("number", 1234.5, decimals=2, unit="EUR") == "1.234,50\u00a0EUR"


def test_a_share_has_bar_and_words():
    html = cell("bar", 0.25)
    assert 'aria-label="A 25.0%"' in html
    assert html.count("<rect") == 2


def test_a_row_is_whole():
    plan = Plan(SHELVES, tuple(SHELVES.page_columns()), ("public_id",))
    moment = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
    values = {"name": "A%s", "slug": "a", "status": "active", "parent__name": None, "created_at": moment, "revision": 1}
    row = tuple({**values, "public_id": "ORG-1"}[p] for p in plan.paths)
    html = render_rows(SHELVES, plan, [row, row], select=True)
    assert html.count('<tr aria-selected="false">') == 2
    assert html.count('<th scope="row">') == 2
    assert html.count('<td class="p2"><span class="tag dot ok">Active</span></td>') == 2
    assert html.count('<span class="m-tag"><span class="tag dot ok">Active</span></span>') == 2
    assert html.count('value="ORG-1" aria-label="Select A%s"') == 2
    for name in ("div", "span", "td", "th", "tr", "a", "small", "time"):
        assert html.count(f"<{name}") - html.count(f"<{name}ead") == html.count(f"</{name}>"), name


def test_a_wrong_declaration_is_refused():
    with pytest.raises(ValueError, match="default sort"):
        Table("x", "X", "x.view", rows=lambda: None, columns=(Column("a", "A"),), sort="a")
    with pytest.raises(ValueError, match="twice"):
        Table("x", "X", "x.view", rows=lambda: None, columns=(Column("a", "A", sort=True), Column("a", "B")), sort="a")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("mimecast.org!skipton.example!17896.xml", "mimecast.<wbr>org!<wbr>skipton.<wbr>example!<wbr>17896.<wbr>xml"),
        ("accounts.sign_in", "accounts.sign_in"),
        ("Van Rossem Logistiek en Opslag B.V.", "Van Rossem Logistiek en Opslag B.V."),
        ("<a@very-long.example>&more", "&lt;a@<wbr>very-long.<wbr>example&gt;&amp;<wbr>more"),
    ],
)  # fmt: skip
def test_long_words_break_after_their_punctuation(text, html):
    assert cell("text", text).replace(BREAK, "<wbr>") == html


def test_a_value_is_read_in_words():
    assert cell("main", "a.b", words=lambda value: f"{value} & c") == '<div class="who"><div>a.b &amp; c'
    assert cell("text", "a.b", words=str.upper) == "A.B"


def test_a_country_has_its_name_where_words_are_given():
    tag = '<span class="tag sq">NL</span>'
    assert cell("country", "NL", words={"NL": "Netherlands <"}.get) == f"{tag} Netherlands &lt;"
    assert cell("country", "NL") == tag
