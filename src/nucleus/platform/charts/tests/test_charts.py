"""Charts: geometry in attributes, words for everyone, nothing from outside unescaped."""

import json
import re
from html import unescape

import pytest
from django.utils import translation

from nucleus.platform.charts import Chart, Series, bar, country_name, draw, ring, spark, world
from nucleus.platform.charts.scale import axis, full, pick_labels, short

HOSTILE = '"><script>alert(1)</script>'


def chart(kind="stacked", **changes):
    values = {
        "ident": "x",
        "title": "Results",
        "summary": "Two days.",
        "labels": ["Mon", "Tue"],
        "series": [Series("Pass", "d1", [3, 1]), Series("Fail", "d4", [1, 0])],
    }
    return Chart(kind, **{**values, **changes})


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (0, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (5800, [0, 2000, 4000, 6000]),
        (47.2, [0, 20, 40, 60]),
        (0.9, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_axis_has_round_steps_that_hold_the_highest(highest, steps):
    assert axis(highest) == steps


def test_axis_of_counts_has_no_fractions():
    assert axis(1, whole=True) == [0, 1]


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (999, "999"), (1500, "1.5k"), (2_000_000, "2M"), (3.25, "3.2")])
def test_short_figures(value, words):
    assert short(value) == words


def test_figures_follow_the_language():
    with translation.override("nl"):
        assert (short(1500), full(98412), full(0.5)) == ("1,5k", "98.412", "0,5")


def test_labels_are_spread_and_keep_both_ends():
    assert pick_labels([str(i) for i in range(30)]) == ["0", "5", "10", "14", "19", "24", "29"]


def test_stacked_columns_stand_on_each_other():
    found = re.findall(
        r'<rect class="seg c-(\w+)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', draw(chart())
    )
    assert found == [("d1", "25", "75"), ("d4", "0", "25"), ("d1", "75", "25")]


def test_line_goes_through_its_points():
    assert re.findall(r'class="ln c-d1" d="([^"]+)"', draw(chart("line"))) == ["M0 0L100 66.67"]


def test_single_point_is_a_level_line():
    drawn = draw(chart("line", labels=["Mon"], series=[Series("Pass", "d1", [2])]))
    assert re.findall(r'class="ln c-d1" d="([^"]+)"', drawn) == ["M0 0L100 0"]


@pytest.mark.parametrize("kind", ["line", "stacked"])
def test_no_figures_draw_an_empty_plot(kind):
    drawn = draw(chart(kind, labels=[], series=[Series("Pass", "d1", [])]))
    assert (drawn.count("<title"), "nan" in drawn) == (1, False)


def test_chart_says_its_words():
    drawn = draw(chart())
    assert 'role="img" aria-labelledby="x-t x-d"' in drawn
    assert re.findall(r"<(title|desc) id=\"x-[td]\">([^<]+)", drawn) == [("title", "Results"), ("desc", "Two days.")]


def test_tooltip_carries_the_figures_top_layer_first():
    tips = [json.loads(unescape(tip)) for tip in re.findall(r'data-tip="([^"]+)"', draw(chart()))]
    assert tips[0] == ["Mon", [["Fail", "1", "c-d4"], ["Pass", "3", "c-d1"]]]


def test_table_has_the_same_figures():
    assert chart().table == [("Mon", ["3", "1"]), ("Tue", ["1", "0"])]


def test_series_of_another_length_are_refused():
    with pytest.raises(ValueError, match="another length"):
        chart(series=[Series("Pass", "d1", [1])])


def test_hostile_names_are_escaped():
    hostile = chart(ident="x", title=HOSTILE, summary=HOSTILE, labels=[HOSTILE], series=[Series(HOSTILE, HOSTILE, [1])])
    drawn = draw(hostile) + bar([(HOSTILE, 5)], HOSTILE) + ring(0.5, HOSTILE, HOSTILE, HOSTILE) + spark([1, 2], HOSTILE)
    assert ("<script" in drawn, "style=" in drawn) == (False, False)


def test_bar_never_grows_past_its_end():
    assert re.findall(r'x="([\d.]+)" y="0" width="([\d.]+)"', bar([("d1", 80), ("d2", 0), ("d3", 40)], "x")) == [
        ("0", "80"),
        ("80", "20"),
    ]


@pytest.mark.parametrize(("share", "length"), [(0.5, "138.23"), (1, "276.46"), (7, "276.46")])
def test_ring_arc_is_the_share(share, length):
    assert re.findall(r'stroke-dasharray="([\d.]+) 276.46"', ring(share, "x", "y")) == [length]


def test_ring_of_nothing_has_no_arc():
    assert ring(0, "0%", "pass").count("<circle") == 1


@pytest.mark.parametrize("values", [[], [5]])
def test_spark_needs_two_values(values):
    assert spark(values) == ""


def test_spark_of_equal_values_is_level():
    heights = re.findall(r'class="ln" d="M0 ([\d.]+)L100 ([\d.]+)"', spark([5, 5]))
    assert heights == [(heights[0][0], heights[0][0])]


@pytest.fixture
def shapes(built):
    names = {"en": {"NL": "Netherlands"}, "nl": {"NL": "Nederland"}}
    data = {"shapes": {"NL": "M0 0z", "BR": "M1 1z", "FR": "M2 2z"}, "names": names}
    built("world.json", "world.0123456789.json", json.dumps(data).encode())


@pytest.mark.usefixtures("shapes")
def test_world_shades_by_magnitude_and_marks():
    drawn = world({"NL": 80000, "BR": 5}, "Mail", "Messages", marked=("BR",))
    assert re.findall(r'<use(?: class="(\w+)")?', drawn) == ["m4", "mx", ""]


@pytest.mark.usefixtures("shapes")
def test_country_names_follow_the_language():
    with translation.override("nl"):
        assert (country_name("nl"), country_name("QQ")) == ("Nederland", "QQ")
    assert country_name("NL") == "Netherlands"
