"""Rows of a slice: the values of `values_list`, moments as JSON shows them where they are wanted as text."""

from __future__ import annotations

import datetime as dt

import orjson
import pytest
from django.db import connection
from django.db.models import F, Max

from nucleus.kernel.actor import system_actor
from nucleus.platform.statements.rows import count_some, fetched
from nucleus.platform.tree.models import Organization


@pytest.fixture(autouse=True)
def whole_tree(cast):
    with system_actor("test"):
        yield


PATHS = ("public_id", "created_at", "parent__created_at", "name")


def plain(rows):
    """What the rows look like in a JSON answer."""
    return orjson.loads(orjson.dumps(rows, option=orjson.OPT_UTC_Z))


def test_the_slice_holds_what_values_list_holds():
    whole = Organization.objects.order_by("name", "pk").values_list(*PATHS)
    assert fetched(Organization.objects.all(), PATHS, ("name", "pk"), 1, 4) == list(whole[1:4])


@pytest.mark.parametrize("microsecond", [0, 7, 120_000, 999_999])
def test_a_moment_as_text_reads_in_json_like_the_moment(microsecond):
    moment = dt.datetime(2026, 3, 29, 1, 59, 59, microsecond, dt.UTC)
    Organization.objects.update(created_at=moment)
    moments = fetched(Organization.objects.all(), PATHS, ("pk",), 0, 9)
    texts = fetched(Organization.objects.all(), PATHS, ("pk",), 0, 9, as_text=True)
    assert plain(texts) == plain(moments)
    assert {type(row[1]) for row in texts} == ({str} if connection.vendor == "sqlite" else {dt.datetime})


def test_what_is_not_known_stays_unknown():
    top = Organization.objects.filter(parent=None)
    assert [row[2] for row in fetched(top, PATHS, ("pk",), 0, 9, as_text=True)] == [None]


def test_grouped_rows_and_annotations_are_handed_over_as_they_are():
    grouped = Organization.objects.values("tier").annotate(newest=Max("created_at"), twin=F("tier"))
    paths = ("tier", "newest", "twin")
    assert fetched(grouped, paths, ("tier",), 0, 9, as_text=True) == list(grouped.order_by("tier").values_list(*paths))


def test_counting_stops_one_above_the_limit():
    everything = Organization.objects.count()
    assert count_some(Organization.objects.all(), "pk", everything) == everything
    assert count_some(Organization.objects.all(), "pk", 2) == 3
    assert count_some(Organization.objects.none(), "pk", 2) == 0
