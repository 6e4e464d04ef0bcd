"""Signing in at every frontend, limits, and what the answers give away."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import Attempt, Session, User
from nucleus.platform.accounts.passwords import set_password
from nucleus.platform.accounts.sessions import token_hash
from nucleus.platform.audit.models import Line
from nucleus.platform.organizations.commands import add_member, close_organization

PASSWORD = "Correct-Horse-9"


@pytest.fixture
def people(cast):
    """One person at the partner, one at two organizations, and the superadmin."""
    with system_actor("test"):
        add_member(
            organization=cast.northgate,
            email="sanne@northgate.example",
            name="Sanne",
            roles=["owner"],
            password=PASSWORD,
        )
        for slug in ("kestrel", "clinic"):
            add_member(
                organization=cast.organizations[slug],
                email="kim@kestrel.example",
                name="Kim",
                roles=["owner"],
                password=PASSWORD,
            )
    root = User(email="root@nucleus.example", name="Root", is_superadmin=True)
    set_password(root, PASSWORD, chosen=True)
    root.save()
    return cast


def post(client, frontend="", email="sanne@northgate.example", password=PASSWORD, address="192.0.2.7", **more):
    path = f"/{frontend}/sign-in/" if frontend else "/sign-in/"
    return client.post(path, {"email": email, "password": password, **more}, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("frontend", "tag", "heading"),
    [
        ("", "", "One place for your services"),
        ("admin", "Administration", "The engine room"),
        ("company", "Company portal", "The whole channel at a glance"),
        ("distributor", "Distributor portal", "Your partners in one place"),
        ("partner", "Partner portal", "Every end user and domain in one place"),
        ("customer", "Customer portal", "Your mail, protected"),
    ],
)
def test_every_frontend_has_its_page(client, people, frontend, tag, heading):
    answer = client.get(f"/{frontend}/sign-in/" if frontend else "/sign-in/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (page.count("<h1>Sign in</h1>"), page.count(f"<h2>{heading}</h2>")) == (1, 1)
    assert (f'<span class="tag end">{tag}</span>' in page) == bool(tag)
    assert page.count('name="csrfmiddlewaretoken"') == 1


@pytest.mark.parametrize("frontend", ["", "partner", "customer", "admin"])
def test_whoever_comes_in_anywhere_lands_on_the_own_frontend(client, people, frontend):
    answer = post(client, frontend, email="  Sanne@Northgate.EXAMPLE ")
    assert (answer.status_code, answer["Location"]) == (303, "/partner/")
    cookie = answer.cookies["nucleus_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["expires"]) == (True, "Lax", "", "")
    session = Session.objects.get()
    assert session.token_hash == token_hash(cookie.value)
    assert (session.address, session.user.name) == ("192.0.2.7", "Sanne")
    with system_actor("test"):
        line = Line.objects.get(action="accounts.sign_in")
    assert (line.actor_label, line.organization_id) == ("Sanne", people.northgate.pk)


def test_https_gets_the_host_prefix_and_secure(client, people):
    answer = client.post("/sign-in/", {"email": "sanne@northgate.example", "password": PASSWORD}, secure=True)
    cookie = answer.cookies["__Host-nucleus_session"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")


def test_keep_me_signed_in_keeps_the_cookie_as_long_as_the_session(client, people):
    post(client, keep="true")
    assert client.cookies["nucleus_session"]["expires"] != ""


def test_the_superadmin_lands_on_the_panel_with_a_short_session(client, people):
    answer = post(client, "admin", email="root@nucleus.example")
    session = Session.objects.get()
    assert answer["Location"] == "/admin/"
    assert (session.membership_id, session.idle_minutes) == (None, 30)
    assert dt.timedelta(hours=11) < session.ends_at - now() <= dt.timedelta(hours=12)


def test_several_memberships_choose_unless_the_frontend_says_which(client, people):
    assert post(client, email="kim@kestrel.example")["Location"] == "/switch/"
    assert post(Client(), "customer", email="kim@kestrel.example")["Location"] == "/customer/"
    assert post(Client(), "partner", email="kim@kestrel.example")["Location"] == "/partner/"
    assert post(Client(), "company", email="kim@kestrel.example")["Location"] == "/switch/"


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("/security/", "/security/"),
        ("/dmarc/domains/?q=a", "/dmarc/domains/?q=a"),
        ("/partner/", "/partner/"),
        ("/customer/", "/partner/"),
        ("//evil.example/", "/partner/"),
        ("https://evil.example/", "/partner/"),
        ("/\\evil.example", "/partner/"),
        ("javascript:alert(1)", "/partner/"),
        ("/sign-out/", "/partner/"),
        ("/a\r\nSet-Cookie: x=1", "/partner/"),
        ("", "/partner/"),
    ],
)
def test_next_is_a_path_of_this_host_and_frontend(client, people, given, target):
    assert post(client, next=given)["Location"] == target


def test_signed_in_people_are_led_on(client, people):
    post(client)
    assert client.get("/customer/sign-in/")["Location"] == "/partner/"


def test_a_new_sign_in_ends_the_former_session_of_the_browser(client, people):
    post(client)
    first = Session.objects.get()
    post(client)
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert Session.objects.filter(revoked_at=None).count() == 1


def test_signing_out_ends_the_session_on_the_server(client, people):
    post(client)
    token = client.cookies["nucleus_session"].value
    assert client.get("/sign-out/").status_code == 405
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (303, "/partner/sign-in/?signed-out=1")
    assert Session.objects.get().revoked_at is not None
    client.cookies["nucleus_session"] = token
    assert client.get("/sign-in/").status_code == 200
    assert "You are signed out." in client.get("/partner/sign-in/?signed-out=1").content.decode()


def test_known_and_unknown_accounts_answer_alike(client, people):
    known = post(client, password="wrong")
    unknown = post(Client(), email="nobody@northgate.example", password="wrong")
    strip = lambda answer: answer.content.decode().split('name="csrfmiddlewaretoken"')[0]  # noqa: E731
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert strip(known) == strip(unknown)
    assert "E-mail address or password is not right." in strip(known)
    assert PASSWORD not in known.content.decode()


def test_an_unknown_account_costs_one_hash_as_a_known_one(people, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from nucleus.platform.accounts.passwords import password_fits

    counted = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: counted.append("one") or encode(*a))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: counted.append("one") or verify(*a))
    known = User.objects.get(email="sanne@northgate.example")
    assert not password_fits(known, "wrong")
    assert counted == ["one"]
    assert not password_fits(None, "wrong")
    assert counted == ["one", "one"]
    assert not password_fits(known, "x" * 5000)
    assert len(counted) == 3


def test_five_failures_block_the_account_from_that_network_only(client, people):
    for _ in range(5):
        assert post(client, password="wrong").status_code == 422
    blocked = post(client)
    assert blocked.status_code == 429
    assert 890 <= int(blocked["Retry-After"]) <= 901
    assert "Too many tries" in blocked.content.decode()
    assert Attempt.objects.count() == 5
    assert post(client, address="198.51.100.9").status_code == 303
    assert post(client, email="kim@kestrel.example").status_code == 303


def test_the_block_ends_after_the_window_and_is_not_prolonged(client, people):
    with time_machine.travel(dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(5):
            post(client, password="wrong")
        clock.shift(dt.timedelta(minutes=14))
        assert (post(client).status_code, post(client)["Retry-After"]) == (429, "61")
        clock.shift(dt.timedelta(minutes=2))
        assert post(client).status_code == 303


def test_a_success_clears_the_failures_before_it(client, people):
    for _ in range(3):
        for _ in range(4):
            assert post(client, password="wrong").status_code == 422
        assert post(client).status_code == 303


def test_an_unknown_account_is_blocked_alike(client, people):
    for _ in range(5):
        post(client, email="nobody@example.test", password="wrong")
    assert post(client, email="nobody@example.test").status_code == 429


def test_a_network_has_a_wider_limit(client, people, set_settings):
    set_settings({"signin.tries_of_network": 8})
    for n in range(8):
        assert post(client, email=f"guess{n}@example.test", password="wrong", address="2001:db8::1").status_code == 422
    assert post(client, address="2001:db8::2").status_code == 429
    assert post(client, address="2001:db8:0:1::2").status_code == 303


@pytest.mark.parametrize(
    "email", ["", "\x00", "a" * 5000, "sanne@northgate.example\x00", "' OR 1=1 --", "é@ß.example", "{{ 7*7 }}"]
)
def test_hostile_addresses_are_just_wrong(client, people, email):
    answer = post(client, email=email)
    assert answer.status_code == 422
    assert "E-mail address or password is not right." in answer.content.decode()


def test_a_deactivated_account_does_not_come_in(client, people):
    User.objects.filter(email="sanne@northgate.example").update(is_active=False)
    assert post(client).status_code == 422


def test_a_closed_organization_ends_what_its_people_may(client, people):
    post(client)
    with people.acting("meridian", role="owner"):
        with system_actor("test"):
            for slug in ("harbour", "bakery"):
                close_organization(organization=people.organizations[slug])
        close_organization(organization=people.northgate)
    assert client.get("/partner/sign-in/").status_code == 200
    answer = post(client)
    assert (answer.status_code, "belongs to no active organization" in answer.content.decode()) == (403, True)


def test_a_form_of_another_site_is_refused_on_a_page_of_ours(people):
    strict = Client(enforce_csrf_checks=True)
    answer = post(strict)
    assert answer.status_code == 403
    assert "This form was open too long" in answer.content.decode()
    assert Session.objects.count() == 0
    token = strict.get("/sign-in/").cookies["csrftoken"].value
    assert post(strict, csrfmiddlewaretoken=token).status_code == 303


def test_the_attempts_keep_no_address(client, people):
    post(client, email="sanne@northgate.example", password="wrong")
    attempt = Attempt.objects.get()
    assert len(attempt.account_hash) == 64
    assert (attempt.network, attempt.succeeded, attempt.user.name) == ("192.0.2.7", False, "Sanne")


@pytest.mark.parametrize("secure", [True, False])
def test_every_cookie_is_secure_on_https_and_only_there(client, people, secure):
    client.get("/sign-in/", secure=secure)
    client.post("/sign-in/", {"email": "sanne@northgate.example", "password": PASSWORD}, secure=secure)
    assert {name: bool(cookie["secure"]) for name, cookie in client.cookies.items()} == {
        "csrftoken": secure,
        "__Host-nucleus_session" if secure else "nucleus_session": secure,
    }
