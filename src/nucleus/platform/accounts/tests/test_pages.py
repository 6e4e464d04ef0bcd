"""Pages of the own account, and the headers that every page carries."""

from __future__ import annotations

import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.kernel.devices import device_name
from nucleus.platform.accounts.attempts import begin_attempt
from nucleus.platform.accounts.models import Attempt, Membership, Session, User
from nucleus.platform.accounts.passwords import set_password
from nucleus.platform.accounts.sessions import start_session

PASSWORD = "Correct-Horse-9"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def person(signed):
    client = signed("northgate", role="owner")
    user = User.objects.get()
    set_password(user, PASSWORD, chosen=True)
    user.save()
    with system_actor("test"):
        start_session(user, Membership.objects.get(), address="192.0.2.1", agent=FIREFOX)
    return client


def test_sessions_are_shown_and_ended(person):
    page = person.get("/security/").content.decode()
    assert (page.count("Firefox on Linux"), page.count("This device")) == (
        2,
        1,
    )  # the second time in the button's label
    other = Session.objects.get(agent=FIREFOX)
    assert person.post(f"/security/sessions/{other.public_id}/revoke/").status_code == 303
    assert "The session has ended." in person.get("/security/").content.decode()
    assert person.post(f"/security/sessions/{other.public_id}/revoke/").status_code == 404


def test_all_others_end_at_once(person):
    assert person.post("/security/sessions/revoke-others/")["Location"] == "/security/"
    assert Session.objects.filter(revoked_at=None).count() == 1


def test_the_password_is_changed_on_the_page(person):
    fields = {"current_password": PASSWORD, "new_password": "Battery-Staple-7", "again": "Battery-Staple-7"}
    assert person.post("/security/password/", fields | {"again": "x"}).status_code == 422
    wrong = person.post("/security/password/", fields | {"current_password": "x"})
    assert (wrong.status_code, "This is not your current password." in wrong.content.decode()) == (422, True)
    assert "Battery-Staple-7" not in wrong.content.decode()
    assert person.post("/security/password/", fields).status_code == 303
    assert "Your password is changed." in person.get("/security/").content.decode()


def test_the_profile_is_changed_on_the_page(person):
    assert person.post("/profile/", {"name": "Nieuwe Naam", "language": "en", "timezone": ""}).status_code == 303
    assert User.objects.get().name == "Nieuwe Naam"
    wrong = person.post("/profile/", {"name": "A", "language": "en", "timezone": "Mars/Base"})
    assert (wrong.status_code, "There is no such time zone." in wrong.content.decode()) == (422, True)


def test_single_keys_follow_the_person_into_other_browsers(person):
    profile = {"name": "A", "language": "en", "timezone": ""}
    assert 'data-keys="off"' not in person.get("/profile/").content.decode()
    person.post("/profile/", profile)
    assert 'data-keys="off"' in person.get("/profile/").content.decode()
    other = Client()
    user = User.objects.get()
    assert (user.single_keys, person.get("/api/users/me").json()["single_keys"]) == (False, False)
    signed_in = other.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    assert (signed_in.status_code, other.cookies["keys"].value) == (303, "off")
    person.patch("/api/users/me", {"single_keys": True}, content_type="application/json")
    other.post("/sign-out/")
    other.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    assert other.cookies["keys"].value == ""
    person.post("/profile/", {**profile, "single_keys": "true"})
    assert 'data-keys="off"' not in person.get("/profile/").content.decode()


def test_blocked_sign_ins_are_released_on_the_page(signed, cast):
    for _ in range(5):
        begin_attempt("sanne@northgate.example", "192.0.2.1", "")
    admin = signed("nucleus", role="administrator")
    assert "192.0.2.1" in admin.get("/attempts/").content.decode()
    assert admin.post("/attempts/release/", {"email": "", "address": ""}).status_code == 422
    assert admin.post("/attempts/release/", {"email": "sanne@northgate.example", "address": ""}).status_code == 303
    assert Attempt.objects.filter(released_at=None).count() == 0
    assert signed("northgate", role="owner").get("/attempts/").status_code == 403


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.5", "curl"),
        ("x" * 300, "x" * 60),
        ("", "Unknown device"),
    ],
)
def test_devices_have_names(agent, name):
    assert device_name(agent) == name


@pytest.mark.parametrize("address", ["/sign-in/", "/", "/nowhere/", "/api/users/me"])
def test_every_answer_carries_the_security_headers(client, cast, address):
    answer = client.get(address, secure=True)
    policy = answer["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, "frame-ancestors 'none'" in policy) == (
        True,
        False,
        True,
    )
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Strict-Transport-Security" not in client.get(address)
