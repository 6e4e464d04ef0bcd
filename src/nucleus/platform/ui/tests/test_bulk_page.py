"""Chosen rows: forms for commands with fields, and a true account of every row."""

from __future__ import annotations

import re

import pytest

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

AT = "/organizations/"
BULK = f"{AT}bulk/change/"


@pytest.fixture
def client(signed):
    return signed("northgate", role="owner")


def row(organization):
    with system_actor("test"):
        return Organization.objects.get(pk=organization.pk)


def ids(*organizations):
    return [o.public_id for o in organizations]


def test_the_form_names_the_rows_and_ticks_nothing(client, cast):
    answer = client.post(BULK, {"row": ids(cast.bakery, cast.harbour)})
    html = answer.content.decode()
    assert (answer.status_code, re.findall(r"<li>(\w+)</li>", html)) == (200, ["Bakery", "Harbour"])
    assert re.findall(r'name="row" value="([^"]+)"', html) == ids(cast.bakery, cast.harbour)
    ticks = re.findall(r'name="set" value="(\w+)"( checked)?', html)
    assert [name for name, _on in ticks] == ["name", "slug", "support_email", "support_phone", "language", "timezone"]
    assert {on for _name, on in ticks} == {""}


def test_only_ticked_fields_change(client, cast):
    data = {"row": ids(cast.bakery, cast.harbour), "go": "1", "set": ["timezone"], "timezone": "Europe/Paris"}
    assert client.post(BULK, {**data, "name": "All the same", "language": "nl"})["Location"] == AT
    found = row(cast.bakery)
    assert (found.name, found.language, found.timezone) == ("Bakery", "en", "Europe/Paris")
    assert row(cast.harbour).timezone == "Europe/Paris"
    assert "2 rows: Change." in client.get(AT).content.decode()


def test_what_fails_is_told_row_by_row_and_the_rest_is_done(client, cast):
    data = {"row": ids(cast.bakery, cast.clinic, cast.harbour), "go": "1", "set": ["slug"], "slug": "same"}
    answer = client.post(BULK, data)
    html = answer.content.decode()
    assert (answer.status_code, "1 row: Change." in html, "2 rows were refused" in html) == (200, True, True)
    refused = re.findall(r'<div class="g">(?:<a href="[^"]+">)?([^<]+)(?:</a>)?<small>([^<]+)</small>', html)
    assert refused == [(cast.clinic.public_id, "There is nothing here."), ("Harbour", "This is taken already.")]
    assert re.findall(r'name="row" value="([^"]+)"', html) == ids(cast.clinic, cast.harbour)
    assert (row(cast.bakery).slug, row(cast.harbour).slug, row(cast.clinic).slug) == ("same", "harbour", "clinic")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"set": []}, "Tick at least one field to change."),
        ({"set": ["nothing"]}, "Tick at least one field to change."),
        ({"set": ["language"], "language": "xx"}, "is not a valid choice"),
        ({"set": ["slug"], "slug": "a\0b"}, "characters that cannot be used"),
    ],
)
def test_a_wrong_form_comes_back(client, cast, data, said):
    answer = client.post(BULK, {"row": ids(cast.bakery), "go": "1", **data})
    html = answer.content.decode()
    assert (answer.status_code, said in html) == (422, True)
    assert re.findall(r'name="row" value="([^"]+)"', html) == ids(cast.bakery)


def test_no_row_and_too_many_rows(client, cast):
    assert client.post(BULK, {})["Location"] == AT
    assert "No row was chosen." in client.get(AT).content.decode()
    many = [f"ORG-{n:012d}" for n in range(1000)]
    assert client.post(BULK, {"row": many}).content.decode().count('name="row"') == 200


def test_hostile_rows(client, cast):
    rows = ["<b>x</b>", "\0", "x" * 5000, "' OR 1=1", cast.bakery.public_id]
    html = client.post(BULK, {"row": rows, "go": "1", "set": ["name"], "name": "<i>x</i>"}).content.decode()
    assert ("<b>x</b>" in html, "4 rows were refused" in html) == (False, True)
    assert row(cast.bakery).name == "<i>x</i>"
    assert "<i>x</i>" not in client.get(AT).content.decode()
