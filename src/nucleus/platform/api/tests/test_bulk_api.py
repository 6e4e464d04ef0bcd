"""Bulk calls: a result for each line, savepoints, keys, revisions, and what is refused as a whole."""

from __future__ import annotations

import orjson
import pytest
from tests.shelves import ALL

from nucleus.kernel.actor import system_actor
from nucleus.kernel.registry import registry
from nucleus.platform.api.bulk import MOST_LINES
from nucleus.platform.audit.models import Line
from nucleus.platform.tree.models import Organization

AT = "/api/crm/shelves/bulk"


@pytest.fixture
def client(shelves, signed):
    return signed("northgate", *ALL)


def send(client, word, body, **headers):
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    return client.generic("POST", f"{AT}/{word}", data, content_type="application/json", headers=headers)


def lines(*given):
    return {"lines": list(given)}


def told(answer):
    return [(r["line"], r["status"], r.get("problem", {}).get("code")) for r in answer.json()["results"]]


def names():
    with system_actor("test"):
        return set(Organization.objects.values_list("name", flat=True))


def test_each_line_has_its_result_and_only_the_good_ones_have_an_effect(client, cast):
    answer = send(
        client,
        "rename",
        lines(
            {"public_id": cast.harbour.public_id, "data": {"name": "Pier"}},
            {"public_id": cast.clinic.public_id, "data": {"name": "Mine"}},
            {"public_id": cast.bakery.public_id, "data": {"name": "Locked"}},
            {"public_id": cast.bakery.public_id, "data": {"name": "Oven", "tier": "company"}},
            {"public_id": cast.bakery.public_id, "data": {}},
            {"public_id": cast.bakery.public_id, "data": {"name": "Mill"}},
        ),
    )
    assert answer.status_code == 200
    assert told(answer) == [
        (0, 200, None),
        (1, 404, "not-found"),
        (2, 409, "refused"),
        (3, 400, "invalid"),
        (4, 400, "invalid"),
        (5, 200, None),
    ]
    wrong = answer.json()["results"][3]["problem"]["errors"]
    assert wrong == [{"field": "tier", "message": "This field is not known here."}]
    assert {"Pier", "Mill", "Clinic"} - names() == set()
    with system_actor("test"):
        made = Line.objects.filter(action="shelves.rename").values_list("object_label", flat=True)
        assert sorted(made) == ["Mill", "Pier"]


def test_creates_many(client, cast):
    wanted = [{"data": {"name": f"Shelf {n}", "parent": cast.northgate.public_id}} for n in range(3)]
    answer = send(client, "add", lines(*wanted))
    results = answer.json()["results"]
    assert [r["status"] for r in results] == [201] * 3
    with system_actor("test"):
        found = dict(Organization.objects.filter(name__startswith="Shelf ").values_list("public_id", "name"))
    assert [found[r["public_id"]] for r in results] == ["Shelf 0", "Shelf 1", "Shelf 2"]


def test_when_nothing_is_done_the_whole_is_refused(client, cast):
    answer = send(client, "close", lines({"public_id": cast.clinic.public_id}, {"public_id": "ORG-000000000000"}))
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert (answer.json()["code"], told(answer)) == ("nothing-done", [(0, 404, "not-found"), (1, 404, "not-found")])


def test_a_key_counts_for_each_line(client, cast):
    body = lines(
        {"data": {"name": "First", "parent": cast.northgate.public_id}},
        {"data": {"name": "Second", "parent": "ORG-000000000000"}},
    )
    first = send(client, "add", body, **{"Idempotency-Key": "k1"})
    body["lines"][1]["data"]["parent"] = cast.northgate.public_id
    again = send(client, "add", body, **{"Idempotency-Key": "k1"})
    assert [r["status"] for r in first.json()["results"]] == [201, 400]
    assert [r["status"] for r in again.json()["results"]] == [201, 201]
    assert again.json()["results"][0] == first.json()["results"][0]
    body["lines"][0]["data"]["name"] = "Other"
    assert told(send(client, "add", body, **{"Idempotency-Key": "k1"}))[0] == (0, 422, "key-reused")
    assert {"First", "Second"} - names() == set()
    assert "Other" not in names()


def test_a_stale_line_is_told_what_changed(client, cast):
    rename = {"public_id": cast.harbour.public_id, "if_match": "1", "data": {"name": "Pier"}}
    answer = send(client, "rename", lines(rename, {**rename, "data": {"name": "Quay"}}))
    assert told(answer) == [(0, 200, None), (1, 412, "stale")]
    assert answer.json()["results"][1]["problem"]["revision"] == "2"
    assert "Quay" not in names()


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["lines"]),
        ([], [""]),
        ({"lines": {}}, ["lines"]),
        ({"lines": []}, ["lines"]),
        ({"lines": [{"public_id": "x"}] * (MOST_LINES + 1)}, ["lines"]),
        ({"lines": [{"public_id": "x"}], "atomic": True}, ["atomic"]),
        ({"lines": [3, {"public_id": "x"}]}, ["lines.0"]),
        ({"lines": [{"data": {"name": "x"}}]}, ["lines.0.public_id"]),
        ({"lines": [{"public_id": 3}]}, ["lines.0.public_id"]),
        ({"lines": [{"public_id": "a\u0000"}]}, ["lines.0.public_id"]),
        ({"lines": [{"public_id": "x", "data": []}]}, ["lines.0.data"]),
        ({"lines": [{"public_id": "x", "tier": "company", "if_match": 3}]}, ["lines.0.if_match", "lines.0.tier"]),
        (b"{", None),
    ],
)
def test_what_is_not_shaped_so_is_refused_whole_and_named(client, body, wrong):
    before = names()
    answer = send(client, "rename", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert wrong is None or sorted(e["field"] for e in answer.json()["errors"]) == wrong
    assert names() == before


def test_who_may_not_is_refused_before_the_body_is_read(shelves, signed):
    reader = signed("northgate", "shelves.view")
    assert [send(reader, "rename", b"{").status_code, send(reader, "add", {}).status_code] == [403, 403]


def test_a_fault_undoes_the_whole(client, cast, monkeypatch):
    command = registry.commands["shelves.close"]
    was = command.function

    def breaks_at_the_second(*, shelf):
        return was(shelf=shelf) if shelf.pk == cast.harbour.pk else 1 / 0

    monkeypatch.setattr(command, "function", breaks_at_the_second)
    rows = [{"public_id": cast.harbour.public_id}, {"public_id": cast.bakery.public_id}]
    with pytest.raises(ZeroDivisionError):
        send(client, "close", lines(*rows))
    with system_actor("test"):
        assert Organization.objects.filter(status="closed").count() == 0
        assert Line.objects.filter(action="shelves.close").count() == 0
