"""The API list: rows, parts, filters, sort, selection, formats, and what it refuses."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

ADDRESS = "/api/crm/organizations"


@pytest.fixture
def northgate(signed):
    return signed("northgate", "organizations.view")


def names(response):
    return [row["name"] for row in response.json()["items"]]


def test_shows_the_rows_below_with_their_fields(northgate, cast):
    answer = northgate.get(ADDRESS)
    assert answer.status_code == 200
    assert names(answer) == ["Bakery", "Harbour", "Northgate"]
    first = answer.json()["items"][0]
    assert sorted(first) == [
        "created_at",
        "name",
        "parent",
        "parent_name",
        "public_id",
        "slug",
        "status",
        "support_email",
        "tier",
    ]
    assert (first["public_id"], first["parent"], first["tier"]) == (
        cast.bakery.public_id,
        cast.northgate.public_id,
        "customer",
    )
    assert answer.json()["next"] is None
    assert answer["Content-Type"] == "application/json"
    assert len(answer["X-Request-ID"]) == 16


def test_parts_follow_each_other_without_loss(signed):
    company = signed("nucleus", "organizations.view")
    for sort in ("name", "-name", "tier", "-created_at"):
        seen, cursor = [], ""
        while cursor is not None:
            params = {"limit": 3, "sort": sort} | ({"cursor": cursor} if cursor else {})
            answer = company.get(ADDRESS, params)
            assert answer.status_code == 200, answer.content
            seen += names(answer)
            cursor = answer.json()["next"]
        assert len(seen) == 10
        assert len(set(seen)) == 10


def test_filters_search_and_fields(northgate):
    assert names(northgate.get(ADDRESS, {"tier": "partner"})) == ["Northgate"]
    assert names(northgate.get(ADDRESS, {"tier": ["partner", "customer"], "sort": "-name"})) == [
        "Northgate",
        "Harbour",
        "Bakery",
    ]
    assert names(northgate.get(ADDRESS, {"q": "bak"})) == ["Bakery"]
    only = northgate.get(ADDRESS, {"fields": "slug"}).json()["items"][0]
    assert sorted(only) == ["public_id", "slug"]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"tier": "king"}, "tier"),
        ({"tier": "customer\0"}, "tier"),
        ({"sort": "revision"}, "sort"),
        ({"sort": "parent__slug"}, "sort"),
        ({"limit": "0"}, "limit"),
        ({"limit": "9" * 40}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"cursor": "abc"}, "cursor"),
        ({"cursor": "WyJ0aWVyIiwieCIsMV0"}, "cursor"),
        ({"cursor": "WyJuYW1lIiwieCIseyJhIjoxfV0"}, "cursor"),
        ({"cursor": "WyJuYW1lIiwieCIsIm5vbmUiXQ"}, "cursor"),
        ({"fields": "password"}, "fields"),
        ({"format": "pdf"}, "format"),
        ({"page": "2"}, "page"),
        ({"q": "a\0b"}, "q"),
    ],
)
def test_refuses_what_it_does_not_know_and_names_it(northgate, params, field):
    answer = northgate.get(ADDRESS, params)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [e["field"] for e in answer.json()["errors"]] == [field]


def test_csv_holds_every_row_and_no_formula(signed, cast):
    with system_actor("test"):
        Organization.objects.filter(slug="bakery").update(name="=1+1", support_email="")
    client = signed("northgate", "organizations.view")
    answer = client.get(ADDRESS, {"format": "csv", "fields": "name,slug"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0] == ["public_id", "Name", "Short name"]
    assert [r[1:] for r in rows[1:]] == [["'=1+1", "bakery"], ["Harbour", "harbour"], ["Northgate", "northgate"]]
    by_header = client.get(ADDRESS, headers={"Accept": "text/csv"})
    assert by_header["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(ADDRESS, headers={"Accept": "image/png"}).status_code == 406


def test_nobody_gets_401_and_the_unentitled_403(signed, cast):
    nobody = Client().get(ADDRESS)
    assert (nobody.status_code, nobody["Content-Type"], nobody["WWW-Authenticate"]) == (
        401,
        "application/problem+json",
        'Session realm="nucleus"',
    )
    assert signed("harbour").get(ADDRESS).status_code == 403


def test_query_count_does_not_grow(signed, cast, django_assert_num_queries):
    client = signed("nucleus", "organizations.view")
    client.get(ADDRESS)
    for params in ({"limit": 1}, {"limit": 3}, {"limit": 10}):
        with django_assert_num_queries(2):
            assert len(names(client.get(ADDRESS, params))) == params["limit"]


def test_methods(northgate):
    assert northgate.head(ADDRESS).status_code == 200
    assert northgate.head(ADDRESS).content == b""
    options = northgate.options(ADDRESS)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    wrong = northgate.put(ADDRESS)
    assert (wrong.status_code, wrong["Allow"], wrong["Content-Type"]) == (
        405,
        "GET, HEAD, POST, OPTIONS",
        "application/problem+json",
    )


def test_absent_and_out_of_sight_have_the_same_bytes(northgate, cast):
    absent = northgate.get(f"{ADDRESS}/ORG-000000000000")
    foreign = northgate.get(f"{ADDRESS}/{cast.clinic.public_id}")
    above = northgate.get(f"{ADDRESS}/{cast.meridian.public_id}")
    nowhere = northgate.get("/api/crm/nothing-of-the-kind")
    odd = northgate.get(f"{ADDRESS}/%00")
    assert [a.status_code for a in (absent, foreign, above, nowhere, odd)] == [404] * 5
    assert {a.content for a in (absent, foreign, above, nowhere, odd)} == {absent.content}
    assert {a["Content-Type"] for a in (absent, foreign, above, nowhere)} == {"application/problem+json"}


def test_detail_has_its_revision_as_etag(northgate, cast):
    answer = northgate.get(f"{ADDRESS}/{cast.harbour.public_id}")
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    assert (answer.json()["slug"], answer.json()["timezone"]) == ("harbour", "Europe/Amsterdam")
    again = northgate.get(f"{ADDRESS}/{cast.harbour.public_id}", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.content) == (304, b"")
    only = northgate.get(f"{ADDRESS}/{cast.harbour.public_id}", {"fields": "slug"})
    assert only.json() == {"public_id": cast.harbour.public_id, "slug": "harbour"}
    assert northgate.get(f"{ADDRESS}/{cast.harbour.public_id}", {"sort": "name"}).status_code == 400
