"""Columns, density and rows of a page: kept per person and list, honoured by page and export."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nucleus.kernel.actor import acting, system_actor
from nucleus.platform.personal.models import SavedView
from nucleus.platform.personal.queries import in_sight
from nucleus.platform.personal.sql import rows_of_list
from nucleus.platform.personal.tests.test_views import AT, heads, page, saved, send


@pytest.fixture
def person(signed):
    return signed("northgate", "organizations.view")


def keep(client, *columns, **data):
    return send(client, "keep", columns=list(columns), **data)


def export(client, kind, **params):
    answer = client.get(AT, {"export": kind, **params})
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_columns_and_their_order_are_kept(person, signed, cast):
    assert heads(page(person)) == ["Name", "Level", "Status", "Parent", "Support e-mail", "Created"]
    assert keep(person, "name", "timezone", "status")["Location"] == AT
    assert heads(page(person)) == ["Name", "Time zone", "Status"]
    assert heads(page(signed("northgate", "organizations.view")))[1] == "Level"
    keep(person, "status", "timezone")
    assert heads(page(person)) == ["Name", "Status", "Time zone"]  # the name of a row stays first
    keep(person, "name", reset="1")
    assert len(heads(page(person))) == 6


def test_a_column_moves_without_script(person, cast):
    keep(person, "name", "tier", "status", up="status")
    assert heads(page(person)) == ["Name", "Status", "Level"]
    keep(person, "name", "status", "tier", down="status")
    assert heads(page(person)) == ["Name", "Level", "Status"]
    keep(person, "name", "tier", down="nothing")
    assert heads(page(person)) == ["Name", "Level"]


def test_exports_hold_what_is_seen(person, cast):
    assert keep(person, "name", "weight").status_code == 400
    keep(person, "name", "timezone")
    assert export(person, "csv", q="bak").splitlines()[0] == "public_id,Name,Time zone"
    assert '"timezone"' in export(person, "json", q="bak")
    assert '"status"' not in export(person, "json", q="bak")
    assert export(person, "csv", columns="status").splitlines()[0] == "public_id,Name,Status"
    public_id = saved(person, query="q=bak", columns="name,status")
    lines = export(person, "csv", view=public_id).splitlines()
    assert (lines[0], len(lines)) == ("public_id,Name,Status", 2)


def test_columns_of_an_open_view_change_in_the_address_first(person, cast):
    public_id = saved(person, query="tier=customer", columns="name,status")
    answer = keep(person, "name", "tier", view=public_id, query="tier=customer")
    assert answer["Location"] == f"/organizations/?view={public_id}&changed=1&columns=name%2Ctier&tier=customer"
    html = person.get(answer["Location"]).content.decode()
    assert (heads(html), '<span class="n">changed</span>' in html) == (["Name", "Level"], True)
    assert heads(page(person, view=public_id)) == ["Name", "Status"]
    send(person, "replace", view=public_id, query="tier=customer", columns="name,tier")
    assert heads(page(person, view=public_id)) == ["Name", "Level"]


def test_density_and_size(person, cast):
    keep(person, "name", density="compact", size="25")
    html = page(person)
    assert 'data-density="compact"' in re.search(r'<section class="card" data-table[^>]*>', html)[0]
    assert '<option value="25" selected>' in html
    assert keep(person, "name", density="airy").status_code == 400
    assert keep(person, "name", size="100000").status_code == 400
    with system_actor("test"):
        assert SavedView.objects.filter(name="").values_list("density", "size").get() == ("compact", 25)


@pytest.mark.parametrize("columns", ["weight", "name,weight", "name' OR 1=1", "public_id", "x" * 500])
def test_the_address_names_known_columns_only(person, cast, columns):
    answer = person.get(AT, {"columns": columns})
    assert (answer.status_code, "<p>columns: " in answer.content.decode()) == (400, True)


def test_what_is_kept_costs_one_query(person, cast, django_assert_num_queries):
    page(person)
    keep(person, "name", "status")
    public_id = saved(person)
    for params in ({}, {"view": public_id}, {"view": public_id, "tier": "customer"}):
        page(person, **params)
        with django_assert_num_queries(3):
            page(person, **params)


def test_the_statement_by_hand_says_what_the_scope_says(signed, cast):
    names = {}
    for slug in ("northgate", "harbour", "kestrel"):
        client = signed(slug, "organizations.view", "views.share")
        for shared in (False, True):
            public_id = saved(client, name=f"{slug} {shared}")
            names[public_id] = slug
            if shared:
                send(client, "share", view=public_id)
    with system_actor("test"):
        owners = dict(SavedView.objects.values_list("organization__slug", "owner_id"))
    for slug in ("northgate", "harbour", "meridian"):
        actor = replace(cast.actor(slug), user=owners.get(slug, 0))
        with acting(actor):
            by_scope = set(in_sight(actor).filter(table="organizations").values_list("public_id", flat=True))
            by_hand = {row[0] for row in rows_of_list(actor, "organizations")}
        assert by_hand == by_scope
        assert {names[i] for i in by_hand} == ({slug} if slug in owners else set())
