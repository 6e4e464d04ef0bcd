"""The list page: rows, order, filters, pages, exports, empty states, and what strangers see."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.shelves import ALL

from nucleus.kernel.actor import actor_or_none, system_actor
from nucleus.kernel.errors import NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.tree.models import Organization

AT = "/shelves/"
NAME = re.compile(r'<a class="row" href="([^"]+)">([^<]*)</a>')


@pytest.fixture
def client(shelves, signed):
    return signed("northgate", *ALL)


def page(client, **params):
    answer = client.get(AT, params)
    assert answer.status_code == 200, answer.content.decode()[-800:]
    return answer.content.decode()


def names(html):
    return [name for _address, name in NAME.findall(html)]


def plant(cast, count):
    with system_actor("test"):
        Organization.objects.bulk_create(
            Organization(
                public_id=f"ORG-{n:012d}", slug=f"many-{n}", name=f"Many {n:04d}", tier="customer",
                parent=cast.northgate, distributor_id=cast.meridian.pk, partner_id=cast.northgate.pk,
            )
            for n in range(count)
        )  # fmt: skip


def test_rows_heads_and_links(client, cast):
    html = page(client)
    assert names(html) == ["Bakery", "Harbour", "Meridian", "Northgate", "Nucleus"]
    assert f'href="/shelves/{cast.bakery.public_id}/"' in html
    assert re.findall(r'aria-sort="(\w+)"', html) == ["ascending"]
    assert html.count('<caption class="sr">Shelves</caption>') == 1
    assert '<span class="tag dot ok">Active</span>' in html
    assert "1 to 5 of 5" in html


def test_sorting_and_filters_live_in_the_address(client, cast):
    assert names(page(client, sort="-name"))[0] == "Nucleus"
    with system_actor("test"):
        Organization.objects.filter(slug="bakery").update(status="suspended", revision=5)
    assert names(page(client, status="suspended")) == ["Bakery"]
    assert names(page(client, status=["suspended", "active"], q="ar")) == ["Harbour"]
    assert names(page(client, least="5")) == ["Bakery"]
    assert names(page(client, house="yes", since="2020-01-01")) == []
    html = page(client, status="suspended")
    assert 'popovertarget="filter-status">Status: Suspended</button><a class="chip on" href="/shelves/"' in html
    assert 'href="/shelves/?status=suspended&amp;status=active"' in html
    assert "status=suspended&amp;sort=-name" in html
    assert names(page(client, least=["5", "1"])) == names(page(client, least="1"))


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"colour": "1"}, "colour"), ({"sort": "slug"}, "sort"), ({"status": "x"}, "status"), ({"page": "0"}, "page"),
        ({"page": "201"}, "page"), ({"since": "22-11-2026"}, "since"), ({"least": "1e3"}, "least"),
        ({"house": "1"}, "house"),
        ({"q": "a\0"}, "q"), ({"cursor": "x"}, "cursor"), ({"export": "pdf"}, "export"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_named(client, params, said):
    answer = client.get(AT, params)
    assert answer.status_code == 400
    assert f"<p>{said}: " in answer.content.decode()


def test_pages_and_the_limit_of_counting(client, cast):
    plant(cast, 60)
    first, second = page(client, q="Many"), page(client, q="Many", page="2")
    assert (len(names(first)), len(names(second))) == (50, 10)
    assert "1 to 50 of 60" in first
    assert "51 to 60 of 60" in second
    assert 'rel="next" href' not in second
    with system_actor("test"):
        Organization.objects.filter(slug__startswith="many").delete()
    plant(cast, 1001)
    assert "1 to 50 of 1,000+" in page(client, q="Many")


def test_three_queries_and_a_fourth_to_count_what_a_page_does_not_show(client, cast, django_assert_num_queries):
    counted = []
    page(client, q="Many")  # the look is asked for once in a while
    for count, queries in ((1, 3), (3, 3), (50, 3), (51, 4)):
        with system_actor("test"):
            Organization.objects.filter(slug__startswith="many").delete()
        plant(cast, count)
        with django_assert_num_queries(queries):
            counted.append(len(names(page(client, q="Many"))))
    assert counted == [1, 3, 50, 50]


def test_text_of_strangers_is_escaped(client, cast):
    with system_actor("test"):
        Organization.objects.filter(slug="bakery").update(name='<img src=x onerror=1>"%s', public_id='ORG-"><b>%d')
    html = page(client, q="<img")
    assert "<img src=x" not in html.replace("&lt;img src=x", "")
    assert "&lt;img src=x onerror=1&gt;&quot;%s" in html
    assert "/shelves/ORG-%22%3E%3Cb%3E%25d/" in html


def test_empty_first_time_and_no_match(shelves, client):
    assert "Nothing matches" in page(client, q="zzz")
    object.__setattr__(shelves, "rows", Organization.objects.none)
    try:
        html = page(client)
    finally:
        object.__setattr__(shelves, "rows", Organization.objects.all)
    assert "No shelves yet" in html
    assert html.count('href="/shelves/add/"') == 2


def test_acts_by_permission(shelves, signed):
    reader = signed("northgate", "shelves.view")
    html = page(reader)
    assert 'href="/shelves/add/"' not in html
    assert 'name="row"' not in html
    assert page(signed("northgate", *ALL)).count('name="row"') == 5


def test_exports_honour_the_filters(client):
    answer = client.get(AT, {"export": "csv", "q": "bak"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "public_id,Name,Status,Parent,Made,Revision"
    assert [line.split(",")[1] for line in text.splitlines()[1:]] == ["Bakery"]
    assert answer["Content-Disposition"] == 'attachment; filename="shelves.csv"'
    rows = client.get(AT, {"export": "json", "sort": "-name"})
    assert b"".join(rows.streaming_content).startswith(b'[{"public_id":')


def test_a_stream_sets_no_actor_between_chunks(client, cast):
    plant(cast, 1500)
    answer = client.get(AT, {"export": "json"})
    seen = 0
    for chunk in answer.streaming_content:
        assert actor_or_none() is None
        seen += chunk.count(b'"public_id"')
    assert seen == 1505


def test_who_is_not_signed_in_goes_to_the_door(shelves, db):
    answer = Client().get(AT, {"q": "x"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fshelves%2F%3Fq%3Dx")
    by_htmx = Client().get(AT, headers={"HX-Request": "true"})
    assert (by_htmx.status_code, by_htmx["HX-Redirect"]) == (401, "/sign-in/?next=%2Fshelves%2F")


def test_missing_permission_names_the_roles(signed, cast):
    nobody = signed("northgate", "domains.nothing")
    answer = nobody.get("/organizations/")
    assert answer.status_code == 403
    assert "It belongs to: Finance, Helpdesk, Owner, Sales, Viewer." in answer.content.decode()


def test_absent_and_out_of_sight_have_the_same_bytes(client, cast):
    answers = [client.get(f"/shelves/{i}/") for i in (cast.clinic.public_id, "ORG-000000000000", "%00", "x" * 300)]
    answers += [client.get(f"/shelves/{cast.clinic.public_id}/rename/"), client.get("/no/such/page/")]
    assert {a.status_code for a in answers} == {404}
    assert {a.content for a in answers} == {answers[0].content}
    with cast.acting("northgate"), pytest.raises(NotVisible):
        registry.references["organization"].find(cast.clinic.public_id)


def test_head_and_methods(client):
    assert (client.head(AT).status_code, client.head(AT).content) == (200, b"")
    assert client.post(AT).status_code == 405
    assert client.options(AT)["Allow"] == "GET, HEAD, OPTIONS"
