"""The formats of lists and details: by `?format=`, by Accept, and refused."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from defusedxml import ElementTree
from tests.shelves import ALL

from nucleus.kernel.actor import system_actor
from nucleus.platform.api.negotiation import best_of
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.tree.models import Organization

AT = "/api/crm/organizations"
ALL_FORMATS = ("json", "xml", "csv", "xlsx")


@pytest.fixture
def client(signed):
    return signed("northgate", "organizations.view")


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def csv_rows(answer):
    return list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_the_same_by_parameter_and_by_header(client, cast, name):
    for address in (AT, f"{AT}/{cast.harbour.public_id}"):
        asked = client.get(address, {"format": name}, headers={"Accept": "image/png"})
        accepted = client.get(address, headers={"Accept": f"text/html, {FORMATS[name].media_type};q=0.9"})
        assert [asked.status_code, accepted.status_code] == [200, 200]
        assert asked["Content-Type"] == accepted["Content-Type"] == FORMATS[name].content_type
        if name != "xlsx":  # its archive names the moment
            assert content(asked) == content(accepted)


def test_xml_says_what_json_says(client, cast):
    part = {"limit": "2", "fields": "name,parent_name"}
    told = client.get(AT, part).json()
    page = ElementTree.fromstring(client.get(AT, {**part, "format": "xml"}).content)
    rows = [{field.tag: field.text for field in item} for item in page.find("items")]
    assert (page.tag, rows, page.find("next").text) == ("page", told["items"], told["next"])
    row = ElementTree.fromstring(client.get(f"{AT}/{cast.harbour.public_id}", {"format": "xml"}).content)
    body = client.get(f"{AT}/{cast.harbour.public_id}").json()
    assert (row.tag, [field.tag for field in row]) == ("row", list(body))
    assert row.find("name").text == "Harbour"


def test_a_detail_as_a_row(client, cast):
    answer = client.get(f"{AT}/{cast.harbour.public_id}", {"format": "csv", "fields": "name,slug"})
    assert csv_rows(answer) == [["public_id", "name", "slug"], [cast.harbour.public_id, "Harbour", "harbour"]]
    assert answer["ETag"] == '"1"'


def test_a_workbook_of_all_rows(client):
    answer = client.get(AT, {"format": "xlsx", "fields": "name", "limit": "1"})
    assert answer["Content-Disposition"] == 'attachment; filename="organizations.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(content(answer))).active
    assert [c.value for c in sheet["B"]] == ["Name", "Bakery", "Harbour", "Northgate"]


@pytest.mark.parametrize(
    "accept", ["image/png", "text/html", "application/json;q=0", "nonsense", "application/pdf, */*;q=0"]
)
def test_no_format_that_the_caller_takes(client, cast, accept):
    for address in (AT, f"{AT}/{cast.harbour.public_id}"):
        answer = client.get(address, headers={"Accept": accept})
        assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
        assert answer.json()["detail"] == "The formats here are json, xml, csv, xlsx."


@pytest.mark.parametrize("accept", ["application/xml", "text/csv", "*/*", FORMATS["xlsx"].media_type])
def test_refusals_are_problems_in_every_format(client, accept):
    answers = [
        client.get(f"{AT}/ORG-000000000000", headers={"Accept": accept}),
        client.get(AT, {"colour": "red"}, headers={"Accept": accept}),
    ]
    assert [(a.status_code, a["Content-Type"]) for a in answers] == [
        (404, "application/problem+json"),
        (400, "application/problem+json"),
    ]


def test_a_command_answers_as_xml_and_refuses_before_it_acts(shelves, signed, cast):
    client = signed("northgate", *ALL)
    at = f"/api/crm/shelves/{cast.harbour.public_id}"
    body = b'{"name": "Pier"}'
    refused = client.generic("PATCH", at, body, content_type="application/json", headers={"Accept": "text/csv"})
    assert (refused.status_code, refused.json()["detail"]) == (406, "The formats here are json, xml.")
    with system_actor("test"):
        assert Organization.objects.get(pk=cast.harbour.pk).name == "Harbour"
    changed = client.generic("PATCH", at, body, content_type="application/json", headers={"Accept": "application/xml"})
    assert ElementTree.fromstring(changed.content).find("name").text == "Pier"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("application/json, */*", "json"),
        ("application/xml, application/json", "json"),
        ("application/xml, */*;q=0.1", "xml"),
        ("text/xml", "xml"),
        ("text/*", "xml"),
        ("text/csv;q=0.9, application/json;q=0.8", "csv"),
        ("text/csv;q=0.5, text/*;q=0.9", "xml"),
        ("TEXT/CSV ; Q=1.0", "csv"),
        ("text/csv;q=x", ""),
        ("text/html", ""),
        (", ,", ""),
    ],
)
def test_the_best_of_a_header(accept, name):
    assert best_of(accept, ALL_FORMATS) == name
