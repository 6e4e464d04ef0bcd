"""The page of results, the palette's options and the API."""

from __future__ import annotations

import pytest

ALL = ("organizations.view", "members.view", "domains.view", "reports.view", "messages.view")


def test_the_page_groups_and_marks_what_fits(indexed, signed):
    html = signed("northgate", *ALL).get("/search/", {"q": "harb"}).content.decode()
    assert html.count("<mark>") == 3  # two titles, and the owner of the domain
    assert f'<a class="row" href="/organizations/{indexed.harbour.public_id}/">' in html
    assert "<strong><mark>Harb</mark>our</strong>" in html
    assert "<strong><mark>harb</mark>our.example</strong>" in html


def test_without_a_question_and_without_a_hit_the_page_says_what_to_do(indexed, signed):
    client = signed("northgate", *ALL)
    assert "Find anything in your part of the channel" in client.get("/search/").content.decode()
    html = client.get("/search/", {"q": "nosuchthing"}).content.decode()
    assert "Nothing found" in html
    assert "<mark>" not in html


def test_text_of_the_question_is_never_markup(indexed, signed):
    hostile = '"><script>alert(1)</script>'
    for address in ("/search/", "/search/options/"):
        html = signed("northgate", *ALL).get(address, {"q": hostile}).content.decode()
        assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query", [{"q": "h\x00arbour"}, {"q": "x" * 20000}, {"q": "a", "kind": "nothing"}, {"kind": "'"}]
)
def test_no_question_is_refused_by_the_page(indexed, signed, query):
    assert signed("northgate", *ALL).get("/search/", query).status_code == 200


def test_a_public_id_opens_its_thing(indexed, signed):
    answer = signed("northgate", *ALL).get("/search/", {"q": indexed.harbour.public_id})
    assert (answer.status_code, answer["Location"]) == (302, f"/organizations/{indexed.harbour.public_id}/")
    stranger = signed("delta", *ALL).get("/search/", {"q": indexed.harbour.public_id})
    assert stranger.status_code == 200
    assert "Nothing found" in stranger.content.decode()


def test_pages_and_actions_are_found_by_their_names(indexed, signed):
    html = signed("northgate", *ALL, "domains.register").get("/search/", {"q": "register"}).content.decode()
    assert 'href="/dmarc/domains/register/"' in html
    html = signed("northgate", *ALL).get("/search/", {"q": "register"}).content.decode()
    assert 'href="/dmarc/domains/register/"' not in html


def test_the_palette_gets_options_and_the_way_to_all_results(indexed, signed):
    html = signed("northgate", *ALL).get("/search/options/", {"q": "harb"}).content.decode()
    assert html.count('role="option"') == 3
    assert 'href="/search/?q=harb"' in html
    assert signed("northgate", *ALL).get("/search/options/", {"q": "zzz"}).content.decode().strip() == ""


def test_the_palette_works_as_a_link_without_a_script(indexed, signed):
    html = signed("northgate", *ALL).get("/search/").content.decode()
    assert '<a class="searchbox" href="/search/" data-palette>' in html
    assert '<form class="palette-input" role="search" method="get" action="/search/">' in html


def test_nobody_signed_in_finds_nothing(indexed, client):
    assert client.get("/search/", {"q": "harbour"}).status_code == 302
    assert client.get("/api/crm/search", {"q": "harbour"}).status_code == 401


def test_the_api_answers_items_and_names_what_it_cannot_take(indexed, signed):
    client = signed("northgate", *ALL)
    assert client.get("/api/crm/search", {"q": "harb"}).json() == {
        "items": [
            {
                "kind": "organizations",
                "id": indexed.harbour.public_id,
                "title": "Harbour",
                "detail": "End user · Northgate",
                "page": f"/organizations/{indexed.harbour.public_id}/",
            },
            *client.get("/api/crm/search", {"q": "harb", "kind": "domains"}).json()["items"],
        ],
        "more": [],
    }
    assert client.get("/api/crm/search", {"q": "example", "limit": "1"}).json()["more"] == ["domains"]
    wrong = client.get("/api/crm/search", {"q": "a", "kind": "pages", "limit": "0", "colour": "red"}).json()
    assert sorted(error["field"] for error in wrong["errors"]) == ["colour", "kind", "limit"]
    assert signed("northgate").get("/api/crm/search", {"q": "harb", "kind": "domains"}).status_code == 400


def test_statements_do_not_grow_with_what_is_found(indexed, signed, django_assert_num_queries):
    client = signed("northgate", *ALL)
    kinds = 5
    views = 1
    with django_assert_num_queries(1 + kinds + views):  # the session, one question for each kind, the saved views
        client.get("/api/crm/search", {"q": "nosuchthing"})
    with django_assert_num_queries(1 + kinds + views + 2):  # two kinds have hits, which are read
        client.get("/api/crm/search", {"q": "harb"})
