"""Cursors over a list that changes meanwhile: who stood all along is met once, on the way there and on the way back."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from nucleus.dmarc.intake.models import Folder
from nucleus.kernel.actor import system_actor

ADDRESS = "/api/crm/folders"
START = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def put(cast, numbers, chance):
    """Folders with few different sums, and with a last look that a third of them never had."""
    rows = [
        Folder.fresh(
            organization=cast.nucleus,
            path=f"{chance.random():.6f}-{number}",
            taken=chance.randrange(4),
            swept_at=chance.choice([None, START + dt.timedelta(hours=chance.randrange(5)), START]),
        )
        for number in numbers
    ]
    with system_actor("test"):
        Folder.objects.bulk_create(rows)


def walk(client, sort, limit, way, between):
    """The parts from one end to the other: `way` is `next` or `previous`. `between` happens after each part."""
    cursor, parts = None, []
    while True:
        answer = client.get(ADDRESS, {"sort": sort, "limit": limit} | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.content
        parts.append([row["public_id"] for row in answer.json()["items"]])
        between(answer.json())
        cursor = answer.json()[way]
        if cursor is None:
            return parts


def ids(client, sort):
    return [row["public_id"] for row in client.get(ADDRESS, {"sort": sort, "limit": 500}).json()["items"]]


@pytest.fixture
def client(cast, signed):
    put(cast, range(40), random.Random(1))
    return signed("nucleus", role="administrator")


SORTS = ["path", "-path", "taken", "-taken", "swept_at", "-swept_at"]


@pytest.mark.parametrize("sort", SORTS)
def test_the_way_back_meets_the_same_parts(client, sort):
    ends = []
    there = walk(client, sort, 7, "next", lambda body: ends.append((body["previous"] is None, body["next"] is None)))
    assert [row for part in there for row in part] == ids(client, sort)
    assert [len(part) for part in there] == [7, 7, 7, 7, 7, 5]
    assert ends == [(True, False), *[(False, False)] * 4, (False, True)]
    last = []
    walk(client, sort, 7, "next", lambda body: last.append(body["previous"]))
    answer, back = client.get(ADDRESS, {"sort": sort, "limit": 7, "cursor": last[-1]}).json(), []
    while True:
        back.append([row["public_id"] for row in answer["items"]])
        assert answer["next"] is not None
        if answer["previous"] is None:
            break
        answer = client.get(ADDRESS, {"sort": sort, "limit": 7, "cursor": answer["previous"]}).json()
    assert back[::-1] == there[:-1]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("seed", range(2))
def test_nobody_is_met_twice_and_nobody_who_stood_all_along_is_lost(client, cast, sort, seed):
    chance = random.Random(seed)
    stayed = set(ids(client, sort))
    number = 1000

    def change(_body):
        nonlocal number
        put(cast, range(number, number + 3), chance)
        number += 3
        with system_actor("test"):
            gone = chance.sample(list(Folder.objects.order_by("pk").values_list("pk", "public_id")), k=2)
            Folder.objects.filter(pk__in=[pk for pk, _public_id in gone]).delete()
        stayed.difference_update(public_id for _pk, public_id in gone)

    met = [row for part in walk(client, sort, 5, "next", change) for row in part]
    assert len(met) == len(set(met))
    assert stayed <= set(met)
    assert len(stayed) > 5


@pytest.mark.parametrize("sort", ["path", "-swept_at"])
def test_where_everything_behind_a_place_has_gone_the_way_back_is_open(client, sort):
    whole = ids(client, sort)
    first = client.get(ADDRESS, {"sort": sort, "limit": 10}).json()
    with system_actor("test"):
        Folder.objects.filter(public_id__in=whole[9:]).delete()
    nothing = client.get(ADDRESS, {"sort": sort, "limit": 10, "cursor": first["next"]}).json()
    assert (nothing["items"], nothing["next"]) == ([], None)
    back = client.get(ADDRESS, {"sort": sort, "limit": 4, "cursor": nothing["previous"]}).json()
    assert [row["public_id"] for row in back["items"]] == whole[5:9]
    with system_actor("test"):
        Folder.objects.filter(public_id__in=whole[:5]).delete()
    before = client.get(ADDRESS, {"sort": sort, "limit": 4, "cursor": back["previous"]}).json()
    assert (before["items"], before["previous"]) == ([], None)
    again = client.get(ADDRESS, {"sort": sort, "limit": 9, "cursor": before["next"]}).json()
    assert [row["public_id"] for row in again["items"]] == whole[5:9]


def test_a_cursor_of_another_order_or_another_make_is_refused(client):
    following = client.get(ADDRESS, {"sort": "path", "limit": 3}).json()["next"]
    for cursor, sort in ((following, "-path"), (following + "x", "path"), ("WyJwYXRoIiwieCIsMSwieiJd", "path")):
        answer = client.get(ADDRESS, {"sort": sort, "cursor": cursor})
        assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (400, ["cursor"])
