"""Organizations and members over the API."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import Membership
from nucleus.platform.organizations.commands import add_member


def post(client, address, body, **headers):
    return client.post(address, body, content_type="application/json", headers=headers)


def test_adds_an_organization_once_per_key(signed, cast):
    client = signed("northgate", role="owner")
    body = {"parent": cast.northgate.public_id, "name": "Veld & Co", "timezone": "", "support_email": ""}
    answers = [post(client, "/api/crm/organizations", body, **{"Idempotency-Key": "a"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    first, again = (a.json() for a in answers)
    assert (first["slug"], first["tier"], first["timezone"]) == ("veld-co", "customer", "")
    assert first["public_id"] == again["public_id"]
    assert answers[0]["Location"] == f"/api/crm/organizations/{first['public_id']}"


def test_a_parent_out_of_sight_does_not_exist(signed, cast):
    client = signed("northgate", role="owner")
    for parent in (cast.kestrel, cast.clinic, cast.meridian):
        answer = post(client, "/api/crm/organizations", {"parent": parent.public_id, "name": "X"})
        assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (400, ["parent"])


def test_changes_with_the_revision_that_was_read(signed, cast):
    client = signed("northgate", role="owner")
    address = f"/api/crm/organizations/{cast.harbour.public_id}"
    tag = client.get(address)["ETag"]
    change = {"name": "Harbour Logistics"}
    first = client.patch(address, change, content_type="application/json", headers={"If-Match": tag})
    assert (first.status_code, first.json()["name"]) == (200, "Harbour Logistics")
    assert client.patch(address, change, content_type="application/json", headers={"If-Match": tag}).status_code == 412


def test_suspends_and_reactivates(signed, cast):
    client = signed("meridian", role="owner")
    address = f"/api/crm/organizations/{cast.northgate.public_id}"
    assert post(client, f"{address}/suspend", {}).json()["status"] == "suspended"
    assert post(client, f"{address}/suspend", {}).status_code == 409
    assert post(client, f"{address}/reactivate", {}).json()["status"] == "active"
    assert post(client, f"/api/crm/organizations/{cast.delta.public_id}/suspend", {}).status_code == 404


def test_the_people_of_a_suspended_subtree_look_and_change_nothing(signed, cast):
    with system_actor("test"):
        type(cast.meridian).objects.filter(pk=cast.meridian.pk).update(status="suspended")
    for slug in ("northgate", "harbour"):
        client = signed(slug, role="owner")
        assert client.get("/api/crm/organizations").status_code == 200
        answer = client.patch(
            f"/api/crm/organizations/{cast.organizations[slug].public_id}",
            {"name": "X"},
            content_type="application/json",
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "denied")
        assert client.patch("/api/users/me", {"name": "X"}, content_type="application/json").status_code == 200
    other = signed("delta", role="owner")
    assert post(other, "/api/crm/organizations", {"parent": cast.delta.public_id, "name": "X"}).status_code == 201


def test_a_new_member_is_answered_with_the_password_once(signed, cast):
    client = signed("northgate", role="owner")
    body = {"email": "new@northgate.example", "roles": ["helpdesk"]}
    answer = post(client, "/api/crm/members", body)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["email"], made["roles"], made["organization"]) == (
        "new@northgate.example",
        ["helpdesk"],
        cast.northgate.public_id,
    )
    assert len(made["initial_password"]) == 19
    assert "initial_password" not in client.get(f"/api/crm/members/{made['public_id']}").json()
    changed = post(client, f"/api/crm/members/{made['public_id']}/change-roles", {"roles": ["viewer"]})
    assert changed.json()["roles"] == ["viewer"]
    assert client.delete(f"/api/crm/members/{made['public_id']}").status_code == 204
    assert client.get(f"/api/crm/members/{made['public_id']}").status_code == 404


def test_a_distributor_appoints_a_partners_owner_without_seeing_its_people(signed, cast):
    client = signed("meridian", role="owner")
    answer = post(
        client,
        "/api/crm/members",
        {"organization": cast.northgate.public_id, "email": "own@northgate.example", "roles": ["owner"]},
    )
    assert answer.status_code == 201
    assert sorted(answer.json()) == ["initial_password", "public_id"]
    assert [m["organization"] for m in client.get("/api/crm/members").json()["items"]] == [cast.meridian.public_id]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["email", "roles"]),
        ({"email": "x", "roles": "owner"}, ["email", "roles"]),
        ({"email": "a@b.example", "roles": ["king"]}, ["roles"]),
        ({"email": "a@b.example", "roles": ["viewer"], "password": "Correct-Horse-9"}, ["password"]),
        ({"email": "a@b.example", "roles": ["viewer"], "name": "a\x00b"}, ["name"]),
    ],
)
def test_bad_members_name_their_fields(signed, cast, body, fields):
    answer = post(signed("northgate", role="owner"), "/api/crm/members", body)
    assert (answer.status_code, sorted({e["field"].split(".")[0] for e in answer.json()["errors"]})) == (400, fields)


@pytest.mark.parametrize(("who", "seen"), [("nucleus", 1), ("meridian", 1), ("northgate", 3), ("harbour", 1)])
def test_members_are_detail(signed, cast, who, seen):
    with system_actor("test"):
        for slug in ("harbour", "bakery", "clinic"):
            if slug != who:
                add_member(
                    organization=cast.organizations[slug],
                    email=f"{slug}@x.example",
                    roles=["owner"],
                    password="Correct-Horse-9",
                )
    client = signed(who, role="administrator" if who == "nucleus" else "owner")
    assert len(client.get("/api/crm/members").json()["items"]) == seen


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/api/crm/members", 3), ("/api/crm/organizations", 2)],  # people: and a line of the access journal
)
def test_the_number_of_queries_does_not_grow_with_rows(signed, cast, address, queries, django_assert_num_queries):
    client = signed("northgate", role="owner")
    for count in (1, 3):
        with system_actor("test"):
            for n in range(count):
                add_member(
                    organization=cast.harbour,
                    email=f"{count}-{n}@x.example",
                    roles=["owner"],
                    password="Correct-Horse-9",
                )
        with django_assert_num_queries(queries):
            client.get(address)
    with system_actor("test"):
        assert Membership.objects.count() == 5
