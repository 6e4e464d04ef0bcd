"""Commands over the API: who may, what it answers, keys, revisions, and what strangers get."""

from __future__ import annotations

import orjson
import pytest
from tests.shelves import ALL

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

AT = "/api/crm/shelves"
ORGANIZATION = ("organizations.view", "organizations.change")


@pytest.fixture
def client(shelves, signed):
    return signed("northgate", *ALL)


def send(client, method, address, body=None, **headers):
    data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
    return client.generic(method, address, data, content_type="application/json", headers=headers)


def fields(answer):
    return sorted(e["field"] for e in answer.json()["errors"])


def test_creates_and_shows_what_came_out(client, cast):
    answer = send(client, "POST", AT, {"name": "Quay", "parent": cast.northgate.public_id})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["name"], body["parent"], answer["ETag"]) == ("Quay", "Northgate", '"1"')
    assert answer["Location"] == f"{AT}/{body['public_id']}"
    assert client.get(answer["Location"]).json() == body


def test_changes_acts_and_removes(client, cast):
    at = f"{AT}/{cast.harbour.public_id}"
    changed = send(client, "PATCH", at, {"name": "Harbour 2"})
    assert (changed.status_code, changed.json()["name"], changed["ETag"]) == (200, "Harbour 2", '"2"')
    closed = send(client, "POST", f"{at}/close")
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")
    again = send(client, "POST", f"{at}/close")
    assert (again.status_code, again.json()["detail"]) == (409, "It is closed already.")
    removed = send(client, "DELETE", at)
    assert (removed.status_code, removed.content) == (204, b"")


def test_a_key_has_one_effect(client, cast):
    body = {"name": "Once", "parent": cast.northgate.public_id}
    first = send(client, "POST", AT, body, **{"Idempotency-Key": "k1"})
    again = send(client, "POST", AT, body, **{"Idempotency-Key": "k1"})
    other = send(client, "POST", AT, {**body, "name": "Twice"}, **{"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert other.json()["code"] == "key-reused"
    with system_actor("test"):
        assert Organization.objects.filter(name__in=["Once", "Twice"]).count() == 1
    assert send(client, "POST", AT, body, **{"Idempotency-Key": "k" * 121}).status_code == 400


def test_a_stale_revision_is_refused(client, cast):
    at = f"{AT}/{cast.harbour.public_id}"
    tag = client.get(at)["ETag"]
    assert send(client, "PATCH", at, {"name": "One"}, **{"If-Match": tag}).status_code == 200
    stale = send(client, "PATCH", at, {"name": "Two"}, **{"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert send(client, "PATCH", at, {"name": "Three"}, **{"If-Match": "*"}).status_code == 200
    assert client.get(at).json()["name"] == "Three"


@pytest.mark.parametrize(
    ("body", "status", "wrong"),
    [
        (b"{", 400, None),
        (b"[" * 5000, 400, None),
        (b'{"name": "a", "name": 99999999999999999999999999999999999}', 400, ["name", "parent"]),
        (b"\xff\xfe", 400, None),
        (b"[]", 400, [""]),
        (b"null", 400, [""]),
        (b'"x"', 400, [""]),
        (b"{}", 400, ["name", "parent"]),
        (b'{"name": "a\\u0000", "parent": 1, "organization": 5}', 400, ["name", "organization", "parent"]),
    ],
)
def test_hostile_bodies(client, body, status, wrong):
    answer = send(client, "POST", AT, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (fields(answer) if wrong is not None else None) == wrong


def test_wrong_type_and_size(client, settings):
    assert client.post(AT, {"name": "a"}).status_code == 415
    assert client.post(AT, "<a/>", content_type="application/xml").status_code == 415
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert send(client, "POST", AT, {"name": "x" * 200}).status_code == 413
    assert send(client, "POST", f"{AT}?x=1", {}).json()["errors"][0]["field"] == "x"


def test_a_body_where_none_is_taken(client, cast):
    at = f"{AT}/{cast.harbour.public_id}/close"
    assert fields(send(client, "POST", at, {"status": "active"})) == ["status"]
    assert fields(send(client, "POST", at, [1])) == [""]


def test_foreign_and_absent_answer_alike(client, cast):
    answers = [
        send(client, method, f"{AT}/{public_id}{word}", {"name": "Mine"} if method == "PATCH" else None)
        for public_id in (cast.clinic.public_id, "ORG-000000000000", "%00", "x" * 300)
        for method, word in (("PATCH", ""), ("DELETE", ""), ("POST", "/close"), ("GET", ""))
    ]
    assert {a.status_code for a in answers} == {404}
    assert {a.content for a in answers} == {answers[0].content}


def test_permission_is_the_command(shelves, signed, cast):
    reader = signed("northgate", "shelves.view")
    at = f"{AT}/{cast.harbour.public_id}"
    assert [reader.get(at).status_code, send(reader, "PATCH", at, {"name": "x"}).status_code] == [200, 403]
    assert send(reader, "POST", AT, {"name": "x", "parent": cast.northgate.public_id}).status_code == 403
    writer = signed("northgate", "shelves.close")
    assert [writer.get(at).status_code, send(writer, "POST", f"{at}/close").status_code] == [403, 200]


def test_csrf_is_asked_of_changes(shelves, signed, cast):
    strict = signed("northgate", *ALL, enforce_csrf_checks=True)
    at = f"{AT}/{cast.harbour.public_id}"
    assert strict.get(at).status_code == 200
    refused = send(strict, "PATCH", at, {"name": "x"})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    strict.get("/shelves/add/")
    token = strict.cookies["csrftoken"].value
    assert send(strict, "PATCH", at, {"name": "x"}, **{"X-CSRFToken": token}).status_code == 200


def test_nobody_gets_401_before_anything_else(shelves, client, cast):
    client.cookies.clear()
    for method, address in (("POST", AT), ("PATCH", f"{AT}/x"), ("GET", f"{AT}/{cast.clinic.public_id}")):
        assert send(client, method, address, {}).status_code == 401


def test_the_second_of_two_sees_what_the_first_changed(signed, cast):
    at = f"/api/crm/organizations/{cast.harbour.public_id}"
    first, second = signed("northgate", "organizations.view", "organizations.change"), signed("harbour", *ORGANIZATION)
    tag = second.get(at)["ETag"]
    assert send(first, "PATCH", at, {"name": "Pier"}).status_code == 200
    assert send(first, "PATCH", at, {"name": "Quay", "support_phone": "+31 1"}).status_code == 200
    late = send(second, "PATCH", at, {"name": "Mine"}, **{"If-Match": tag})
    body = late.json()
    assert (late.status_code, body["code"], body["revision"], late["ETag"]) == (412, "stale", "3", '"3"')
    told = {c["field"]: (c["before"], c["after"]) for c in body["changes"]}
    assert told == {"name": ("Harbour", "Quay"), "support_phone": ("", "+31 1")}
    assert {c["by"] for c in body["changes"]} == {"northgate person"}
    assert send(second, "PATCH", at, {"name": "Mine"}, **{"If-Match": late["ETag"]}).status_code == 200
    theirs = send(first, "PATCH", at, {"name": "Ours"}, **{"If-Match": '"3"'}).json()
    assert [(c["field"], c["after"], "by" in c) for c in theirs["changes"]] == [("name", "Mine", False)]


def test_who_may_not_change_learns_nothing_of_changes(signed, cast):
    at = f"/api/crm/organizations/{cast.harbour.public_id}"
    reader = signed("harbour", "organizations.view")
    refused = send(reader, "PATCH", at, {"name": "x"}, **{"If-Match": '"7"'})
    assert (refused.status_code, "changes" in refused.json()) == (403, False)


@pytest.mark.parametrize("given", ["abcdefgh", "0b7e0b3e-4c5a-4a57-9d11-6a2f5f7b8c9d", "trace:1_2.3-4"])
def test_the_callers_request_id_is_taken(client, given):
    answer = client.get(f"{AT}?x=1", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"], answer.json()["instance"]) == (given, f"urn:nucleus:request:{given}")


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 37, "with blank", "a\u00e9bcdefgh", "-leading-1", "inject\t12345"]
)
def test_another_request_id_is_made_new(client, given):
    answer = client.get(f"{AT}?x=1", headers={"X-Request-ID": given})
    made = answer["X-Request-ID"]
    assert (len(made), made == given, answer.json()["instance"]) == (16, False, f"urn:nucleus:request:{made}")
