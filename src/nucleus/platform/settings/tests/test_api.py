"""The API of settings: list, change, acts, document; who may, and what a refusal says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.sessions import start_session

Signed = Callable[..., Client]
HERE, ADMIN = "/api/crm/settings", "/api/admin/settings"


@pytest.fixture
def root(cast: Cast) -> Client:
    """The superadmin, signed in."""
    user = User(email="root@example.test", name="Root", is_superadmin=True)
    user.save()
    _session, token = start_session(user, None, address="127.0.0.1", agent="test")
    client = Client()
    client.cookies["nucleus_session"] = token
    return client


def send(client: Client, method: str, address: str, body: Any) -> Any:
    return getattr(client, method)(address, body, content_type="application/json")


def told(client: Client, address: str = HERE) -> dict[str, Any]:
    return {item["key"]: item for item in client.get(address).json()["items"]}


def test_a_change_is_told_with_its_source_down_the_chain(root: Client, signed: Signed) -> None:
    partner, customer = signed("northgate", role="owner"), signed("harbour", role="owner")
    assert send(root, "patch", ADMIN, {"values": {"sessions.idle": 600}}).status_code == 204
    assert send(partner, "patch", HERE, {"values": {"sessions.idle": 60}}).status_code == 204
    mine, below = told(partner)["sessions.idle"], told(customer)["sessions.idle"]
    assert (mine["value"], mine["source"], mine["default"]) == (60, "own", 1440)
    assert (below["value"], below["source"], below["inherited_from"]) == (60, "inherited", "Northgate")
    assert send(partner, "post", f"{HERE}/lock", {"keys": ["sessions.idle"]}).status_code == 204
    assert told(customer)["sessions.idle"]["locked_by"] == "Northgate"
    assert send(partner, "post", f"{HERE}/reset", {"keys": ["sessions.idle"]}).status_code == 204
    assert told(customer)["sessions.idle"]["value"] == 600


def test_refusals_name_the_field(root: Client) -> None:
    answer = send(root, "patch", ADMIN, {"values": {"sessions.idle": "soon", "passwords.mixed": 1}, "more": 1})
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["more"]
    answer = send(root, "patch", ADMIN, {"values": {"sessions.idle": "soon", "passwords.mixed": 1}})
    assert [(e["field"], e["message"]) for e in answer.json()["errors"]] == [
        ("values.sessions.idle", "This must be a whole number."),
        ("values.passwords.mixed", "This must be true or false."),
    ]
    assert told(root, ADMIN)["passwords.mixed"]["source"] == "default"


@pytest.mark.parametrize(
    "values", [{}, [], "x", None, {"sessions.idle": None}, {"sessions.idle": {}}, {"sessions.idle": [1]}, {"": 1}]
)
def test_hostile_values_are_refused(root: Client, values: Any) -> None:
    assert send(root, "patch", ADMIN, {"values": values}).status_code == 400


def test_a_second_saver_is_told_what_changed(signed: Signed) -> None:
    first, second = signed("northgate", role="owner"), signed("northgate", role="owner")
    seen = {"sessions.idle": told(second)["sessions.idle"]["revision"]}
    assert send(first, "patch", HERE, {"values": {"sessions.idle": 60}, "seen": seen}).status_code == 204
    answer = send(second, "patch", HERE, {"values": {"sessions.idle": 90}, "seen": seen})
    assert answer.status_code == 412
    (change,) = answer.json()["changes"]
    assert (change["field"], change["before"], change["after"], change["by"]) == (
        "sessions.idle",
        None,
        60,
        "northgate person",
    )


def test_each_has_its_own_address(root: Client, signed: Signed) -> None:
    partner = signed("northgate", role="owner")
    assert [partner.get(ADMIN).status_code, root.get(HERE).json()] == [403, root.get(ADMIN).json()]
    assert send(partner, "patch", ADMIN, {"values": {"sessions.idle": 60}}).status_code == 403
    assert [signed("northgate", role="viewer").get(at).status_code for at in (HERE, f"{HERE}/export")] == [403, 403]


def test_the_document_goes_out_and_in(root: Client) -> None:
    send(root, "patch", ADMIN, {"values": {"signin.tries": 7}})
    document = root.get(f"{ADMIN}/export").json()
    assert document["values"] == {"signin.tries": 7}
    send(root, "post", f"{ADMIN}/reset", {"keys": ["signin.tries"]})
    assert send(root, "post", f"{ADMIN}/import", {"document": document}).status_code == 204
    assert told(root, ADMIN)["signin.tries"]["value"] == 7


def test_the_history_is_told_and_undone(signed: Signed) -> None:
    partner = signed("northgate", role="owner")
    send(partner, "patch", HERE, {"values": {"sessions.idle": 60}})
    (line,) = partner.get("/api/crm/setting-changes").json()["items"]
    assert (line["key"], line["verb"], line["before"], line["after"]) == ("sessions.idle", "set", None, {"value": 60})
    assert send(partner, "post", f"/api/crm/setting-changes/{line['public_id']}/undo", {}).status_code == 200
    assert told(partner)["sessions.idle"]["source"] == "default"
    other = signed("kestrel", role="owner")
    assert other.get("/api/crm/setting-changes").json()["items"] == []
    assert send(other, "post", f"/api/crm/setting-changes/{line['public_id']}/undo", {}).status_code == 404
