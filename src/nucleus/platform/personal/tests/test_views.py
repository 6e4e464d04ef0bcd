"""Saved views: made, opened, changed, shared, removed and brought back, on the page and through the API."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.audit.models import Line
from nucleus.platform.personal.models import SavedView
from nucleus.platform.tree.models import Organization

AT = "/organizations/"
DOOR = "/lists/organizations/"
SEES = ("organizations.view", "views.share", "views.withdraw")
NAME = re.compile(r'<a class="row" href="[^"]+">([^<]*)</a>')
TAB = re.compile(r'<a href="([^"]+)"( aria-current="page")?>([^<]+?)(?: <span class="n">changed</span>)?</a>')


@pytest.fixture
def person(signed):
    return signed("northgate", *SEES)


@pytest.fixture
def colleague(signed):
    return signed("northgate", *SEES)


@pytest.fixture
def superadmin(cast):
    with system_actor("test"):
        user = User(email="root@example.test", name="Root", is_superadmin=True)
        user.save()
        _session, token = start_session(user, None, address="127.0.0.1", agent="test")
    client = Client()
    client.cookies["nucleus_session"] = token
    return client


def page(client, **params):
    answer = client.get(AT, params)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return answer.content.decode()


def send(client, act, **data):
    return client.post(f"{DOOR}{act}/", {"back": AT, **data})


def tabs(html):
    found = re.search(r'<nav class="tabs views".*?</nav>', html, re.DOTALL)
    return [(name, bool(on)) for _url, on, name in TAB.findall(found[0])] if found else []


def heads(html):
    row = re.search(r"<thead>.*?</thead>", html, re.DOTALL)[0]
    return [re.sub(r"<[^>]+>", "", th) for th in re.findall(r"<th [^>]*>(.*?)</th>", row)]


def saved(client, name="Suspended ones", query="status=suspended", **more):
    answer = send(client, "save", name=name, query=query, **more)
    assert answer.status_code == 303, answer.content.decode()[-600:]
    return answer["Location"].partition("view=")[2]


def view(public_id):
    with system_actor("test"):
        return SavedView.objects.filter(public_id=public_id).first()


def suspend(slug):
    with system_actor("test"):
        Organization.objects.filter(slug=slug).update(status="suspended")


def test_what_is_shown_is_kept_under_a_name_and_opens_as_a_tab(person, cast):
    suspend("bakery")
    assert tabs(page(person)) == []
    public_id = saved(person, query="status=suspended&sort=-name", columns="name,status")
    html = page(person, view=public_id)
    assert NAME.findall(html) == ["Bakery"]
    assert tabs(html) == [("All", False), ("Suspended ones", True)]
    assert heads(html) == ["Name", "Status"]
    assert f'href="/organizations/?view={public_id}&amp;export=csv"' in html
    assert tabs(page(person)) == [("All", True), ("Suspended ones", False)]


def test_a_change_on_top_of_a_view_is_told_saved_or_taken_back(person, cast):
    public_id = saved(person)
    more = {"view": public_id, "status": ["suspended", "active"]}
    html = page(person, **more)
    assert '<span class="n">changed</span>' in html
    assert NAME.findall(html) == ["Bakery", "Harbour", "Northgate"]
    assert f'href="/organizations/?view={public_id}">Reset' in html
    assert '<span class="n">changed</span>' not in page(person, view=public_id)
    without = page(person, view=public_id, changed="1")
    assert ('<span class="n">changed</span>' in without, len(NAME.findall(without))) == (True, 3)
    answer = send(person, "replace", view=public_id, query="status=suspended&status=active", columns="")
    assert answer["Location"] == f"/organizations/?view={public_id}"
    assert view(public_id).query == "status=suspended&status=active"
    assert '<span class="n">changed</span>' not in page(person, **more)


def test_taking_the_only_filter_of_a_view_away_shows_the_list_without_it(person, cast):
    public_id = saved(person)
    link = re.search(r'<a class="chip on" href="([^"]+)"', page(person, view=public_id))[1]
    assert link == f"/organizations/?view={public_id}&amp;changed=1"


def test_the_same_name_replaces_and_another_persons_view_stays(person, colleague, cast):
    first, again = saved(person), saved(person, query="tier=customer")
    assert first == again
    assert view(first).query == "tier=customer"
    assert saved(colleague) != first


def test_a_view_is_its_owners_until_it_is_shared(person, colleague, signed, cast):
    public_id = saved(person)
    assert tabs(page(colleague)) == []
    assert colleague.get(AT, {"view": public_id}).status_code == 404
    assert send(person, "share", view=public_id).status_code == 303
    html = page(colleague, view=public_id)
    assert tabs(html) == [("All", False), ("Suspended ones", True)]
    assert ("Save changes" in page(colleague, view=public_id, tier="customer"), "Remove this view" in html) == (
        False,
        False,
    )
    answers = [send(colleague, act, view=public_id, name="Mine", query="") for act in ("rename", "replace", "remove")]
    assert [a.status_code for a in answers] == [403, 403, 403]
    for slug in ("kestrel", "harbour", "meridian"):
        assert tabs(page(signed(slug, *SEES))) == []
    assert send(colleague, "withdraw", view=public_id).status_code == 303
    assert tabs(page(colleague)) == []
    assert view(public_id).is_shared is False


def test_sharing_is_a_permission(signed, cast):
    plain = signed("northgate", "organizations.view")
    public_id = saved(plain)
    assert "Share with the organization" not in page(plain, view=public_id)
    assert send(plain, "share", view=public_id).status_code == 403
    assert view(public_id).is_shared is False


def test_renaming_and_removing_with_undo(person, cast):
    public_id = saved(person)
    assert send(person, "rename", view=public_id, name="Quiet").status_code == 303
    html = page(person)
    assert tabs(html)[1] == ("Quiet", False)
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    assert person.post("/undo/", {"token": token, "back": AT})["Location"] == AT
    assert view(public_id).name == "Suspended ones"
    page(person)
    send(person, "remove", view=public_id)
    html = page(person)
    assert (tabs(html), view(public_id)) == ([], None)
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    person.post("/undo/", {"token": token, "back": AT})
    assert tabs(page(person)) == [("All", True), ("Suspended ones", False)]
    with system_actor("test"):
        said = list(Line.objects.filter(action__startswith="views.").order_by("id").values_list("action", flat=True))
    assert said == ["views.save", "views.change", "views.change", "views.remove", "views.save"]


def test_the_list_opens_with_the_chosen_view(person, cast):
    suspend("bakery")
    public_id = saved(person)
    send(person, "start", view=public_id)
    assert NAME.findall(page(person)) == ["Bakery"]
    assert tabs(page(person)) == [("All", False), ("Suspended ones", True)]
    assert "Harbour" in NAME.findall(page(person, view="all"))
    assert "Harbour" in NAME.findall(page(person, sort="name"))
    send(person, "start", view=public_id, unset="1")
    assert "Harbour" in NAME.findall(page(person))
    send(person, "start", view=public_id)
    send(person, "remove", view=public_id)
    assert "Harbour" in NAME.findall(page(person))


def test_a_view_that_asks_for_something_gone_leaves_it_out(person, cast):
    public_id = saved(person)
    with system_actor("test"):
        SavedView.objects.update(query="status=frozen&colour=red&tier=customer&sort=weight", columns="name,weight")
    html = page(person, view=public_id)
    assert NAME.findall(html) == ["Bakery", "Harbour"]
    assert "that part was left out" in html
    assert heads(html) == ["Name"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"name": "  "}, 400), ({"name": "x" * 61}, 400), ({"name": "a\0b"}, 400), ({"query": "colour=red"}, 400),
        ({"query": "status=frozen"}, 400), ({"query": "page=2"}, 400), ({"columns": "weight"}, 400),
        ({"query": "q=" + "x" * 3000}, 400), ({"back": "https://elsewhere.example/"}, 400), ({"back": "/views/"}, 400),
        ({"back": "//elsewhere.example/"}, 400), ({"query": "&" * 1500}, 303), ({"name": "<b>%s</b>"}, 303),
    ],
)  # fmt: skip
def test_hostile_views(person, cast, data, status):
    answer = send(person, "save", **{"name": "Fine", "query": "", **data})
    assert answer.status_code == status
    assert "<b>%s" not in page(person)


def test_unknown_lists_and_acts_are_not_there(person, cast):
    assert person.post("/lists/nothing/save/", {"back": AT, "name": "x"}).status_code == 404
    assert person.post("/lists/organizations/steal/", {"back": AT}).status_code == 404
    assert person.post("/lists/sessions/save/", {"back": "/security/", "name": "x"}).status_code == 400
    assert send(person, "remove", view="VIW-000000000000").status_code == 404


def test_views_have_their_own_list_and_an_api(person, colleague, cast):
    made = person.post(
        "/api/crm/views", {"table": "organizations", "name": "Api", "query": "tier=customer"}, "application/json"
    )
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["name"], row["query"], row["is_own"], row["is_shared"]) == ("Api", "tier=customer", True, False)
    at = f"/api/crm/views/{row['public_id']}"
    assert person.patch(at, {"name": "Renamed"}, "application/json").json()["name"] == "Renamed"
    assert colleague.get(at).status_code == 404
    assert person.post(f"{at}/share", {}, "application/json").json()["is_shared"] is True
    assert [v["is_own"] for v in colleague.get("/api/crm/views").json()["items"]] == [False]
    assert colleague.delete(at).status_code == 403
    html = person.get("/views/").content.decode()
    assert ("Renamed" in html, ">Organizations<" in html) == (True, True)
    one = person.get(f"/views/{row['public_id']}/").content.decode()
    assert f'href="/organizations/?view={row["public_id"]}"' in one
    assert person.delete(at).status_code == 204
    assert person.get("/api/crm/views").json()["items"] == []


def test_the_superadmin_keeps_its_own_and_sees_nobody_elses(person, superadmin, cast):
    send(person, "share", view=saved(person))
    assert tabs(page(superadmin)) == []
    public_id = saved(superadmin, name="Root")
    assert tabs(page(superadmin)) == [("All", True), ("Root", False)]
    assert send(superadmin, "share", view=public_id).status_code == 403
    assert [name for name, _on in tabs(page(person))] == ["All", "Suspended ones"]
