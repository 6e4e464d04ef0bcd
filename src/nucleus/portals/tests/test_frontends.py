"""Front page, overviews and menus of every frontend."""

from __future__ import annotations

import re

import pytest

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.organizations.commands import add_member, change_organization, suspend_organization
from nucleus.portals.menus import permission_of

PEOPLE = [
    ("nucleus", "administrator", "/company/"),
    ("meridian", "owner", "/distributor/"),
    ("northgate", "owner", "/partner/"),
    ("harbour", "owner", "/customer/"),
]
HOMES = ["/admin/", *(home for _slug, _role, home in PEOPLE)]


@pytest.fixture
def root(client, cast):
    """The superadmin, signed in."""
    user = User(email="root@nucleus.example", name="Root", is_superadmin=True)
    user.save()
    _session, token = start_session(user, None, address="127.0.0.1", agent="test")
    client.cookies["nucleus_session"] = token
    return client


def links(page):
    return re.findall(r'<a[^>]* href="(/[^"#]*)"', page)


@pytest.mark.parametrize(("slug", "role", "home"), PEOPLE)
def test_people_land_on_their_overview_and_see_no_other(signed, slug, role, home):
    client = signed(slug, role=role)
    assert client.get("/")["Location"] == home
    assert client.get(home).status_code == 200
    assert {client.get(other).status_code for other in HOMES if other != home} == {404}


def test_the_superadmin_lands_on_the_panel(root):
    assert root.get("/")["Location"] == "/admin/"
    page = root.get("/admin/").content.decode()
    assert ("Good " in page, page.count("<h1>")) == (True, 1)
    assert {root.get(other).status_code for other in HOMES if other != "/admin/"} == {404}


@pytest.mark.parametrize(("slug", "role", "home"), [*PEOPLE, ("", "", "/admin/")])
def test_no_link_of_an_overview_is_dead(signed, root, slug, role, home):
    client = signed(slug, role=role) if slug else root
    found = set(links(client.get(home).content.decode()))
    assert len(found) > 5
    answers = {url: client.get(url).status_code for url in found}
    assert {url: status for url, status in answers.items() if status not in (200, 302, 303)} == {}


@pytest.mark.parametrize("home", HOMES)
def test_nobody_sees_an_overview_without_signing_in(client, cast, home):
    assert client.get(home)["Location"] == f"{home}sign-in/?next={home.replace('/', '%2F')}"


def test_a_viewer_is_offered_nothing_to_do(signed):
    page = signed("northgate", role="viewer").get("/partner/").content.decode()
    assert "/organizations/add/" not in page
    assert "/roles/" not in page
    assert '"/organizations/?tier=customer"' in page


def test_figures_are_counted(signed, cast):
    page = signed("meridian", role="owner").get("/distributor/").content.decode()
    figures = re.findall(r'<div class="card kpi"><div class="k"><a[^>]*>([^<]+)</a></div><div class="v">([^<]+)', page)
    assert figures == [
        ("Partners", "2"),
        ("End users", "3"),
        ("Members", "1"),
        ("DMARC pass", "\N{EN DASH}"),
        ("Domains at enforcement", "0"),
    ]


def test_what_needs_somebody_is_said(signed, cast):
    client = signed("northgate", role="owner")
    assert (
        "Nothing needs you right now." not in client.get("/partner/").content.decode()
    )  # the owner never signed in here
    User.objects.update(last_login="2026-11-01T00:00Z")
    assert "Nothing needs you right now." in client.get("/partner/").content.decode()
    with cast.acting("northgate", role="owner"):
        suspend_organization(organization=type(cast.harbour).objects.get(slug="harbour"))
        add_member(organization=cast.northgate, email="new@northgate.example", roles=["viewer"])
    page = client.get("/partner/").content.decode()
    assert "2 things need you." in page
    assert "1 organization is suspended" in page
    assert "1 member has never signed in" in page
    assert "Add members: new@northgate.example<time" in page
    assert ">northgate person · " in page


def test_setting_up_disappears_when_all_is_done(signed, cast):
    client = signed("northgate", role="owner")
    assert "State how you are reached" in client.get("/partner/").content.decode()
    with system_actor("test"):
        type(cast.northgate).objects.filter(pk=cast.northgate.pk).update(support_email="help@northgate.example")
        add_member(organization=cast.northgate, email="new@northgate.example", roles=["viewer"])
    assert "Finish setting up" not in client.get("/partner/").content.decode()


def test_a_suspended_organization_is_told_on_every_page(signed, cast):
    with system_actor("test"):
        type(cast.meridian).objects.filter(pk=cast.meridian.pk).update(status="suspended")
    page = signed("harbour", role="owner").get("/customer/").content.decode()
    assert "Your organization is suspended" in page


def test_overviews_never_show_foreign_names(signed, cast):
    with system_actor("test"):
        for organization in cast.organizations.values():
            type(organization).objects.filter(pk=organization.pk).update(name=f"CANARY-{organization.slug}")
    page = signed("northgate", role="owner").get("/partner/").content.decode()
    assert set(re.findall("CANARY-([a-z]+)", page)) <= {"northgate", "harbour", "bakery", "meridian", "nucleus"}


def test_the_number_of_queries_does_not_grow(signed, cast, django_assert_max_num_queries):
    client = signed("northgate", role="owner")
    client.get("/partner/")
    with system_actor("test"):
        for n in range(5):
            add_member(organization=cast.northgate, email=f"{n}@x.example", roles=["owner"], password="Correct-Horse-9")
    with django_assert_max_num_queries(20):
        client.get("/partner/")


def test_menu_permissions_come_from_the_pages_themselves():
    assert (permission_of("/members/"), permission_of("/security/"), permission_of("/nowhere/")) == (
        "members.view",
        "",
        None,
    )


def test_public_files(client, cast):
    robots = client.get("/robots.txt")
    assert (robots.status_code, robots["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert client.get("/favicon.ico").status_code == 302
    page = client.get("/").content.decode()
    assert [url for url in links(page) if "sign-in" in url] == [
        "/customer/sign-in/", "/partner/sign-in/", "/distributor/sign-in/", "/company/sign-in/", "/admin/sign-in/",
    ]  # fmt: skip


def test_switching_ends_the_former_session(signed, cast):
    client = signed("northgate", role="owner")
    user = User.objects.get()
    with system_actor("test"):
        other = Membership(organization=cast.clinic, user=user, roles=["viewer"])
        other.save()
    page = client.get("/switch/").content.decode()
    assert (page.count('name="membership"'), "Clinic" in page) == (2, True)
    answer = client.post("/switch/", {"membership": other.public_id})
    assert (answer.status_code, answer["Location"]) == (303, "/customer/")
    assert client.get("/customer/").status_code == 200
    assert client.get("/partner/").status_code == 404
    assert user.sessions.filter(revoked_at=None).count() == 1
    assert client.post("/switch/", {"membership": "MBR-000000000000"}).status_code == 404


def test_what_was_done_several_times_running_is_one_line(signed, cast):
    client = signed("northgate", role="owner")
    with cast.acting("northgate", role="owner"):
        for phone in ("+31 20 1", "+31 20 2", "+31 20 3"):
            change_organization(organization=type(cast.northgate).objects.get(slug="northgate"), support_phone=phone)
    page = client.get("/partner/").content.decode()
    times = "\N{MULTIPLICATION SIGN}"
    assert re.findall(r"</span><div>(Change organizations[^<]*)<time", page) == [
        f"Change organizations: Northgate (3{times})"
    ]
