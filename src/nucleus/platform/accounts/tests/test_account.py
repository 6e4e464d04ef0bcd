"""The own account over the API: profile, password, sessions; and what administrators do."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.errors import Invalid
from nucleus.platform.accounts.attempts import begin_attempt
from nucleus.platform.accounts.commands import release_attempts
from nucleus.platform.accounts.models import Attempt, Membership, Session, User
from nucleus.platform.accounts.passwords import check_policy, random_password, set_password
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.audit.models import Line

PASSWORD = "Correct-Horse-9"


@pytest.fixture
def person(signed):
    """A signed-in owner with a password, and two more sessions."""
    client = signed("northgate", role="owner", enforce_csrf_checks=False)
    user = User.objects.get()
    set_password(user, PASSWORD, chosen=True)
    user.save()
    with system_actor("test"):
        membership = Membership.objects.get()
    for agent in ("phone", "tablet"):
        start_session(user, membership, address="192.0.2.1", agent=agent)
    return client


def put(client, address, body):
    return client.put(address, body, content_type="application/json")


def test_profile(person):
    answer = person.patch(
        "/api/users/me",
        {"name": " New  Name ", "language": "nl", "timezone": "Europe/Brussels"},
        content_type="application/json",
    )
    assert answer.status_code == 200
    me = person.get("/api/users/me").json()
    assert (me["name"], me["language"], me["timezone"]) == ("New Name", "nl", "Europe/Brussels")
    assert [(m["tier"], m["roles"], m["is_current"]) for m in me["memberships"]] == [("partner", ["owner"], True)]
    with system_actor("test"):
        assert Line.objects.get(action="accounts.change_profile").changes["language"] == ["", "nl"]


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("language", "xx"), ("timezone", "Mars/Base"), ("email", "a@b.example")]
)
def test_profile_refuses(person, field, value):
    answer = person.patch("/api/users/me", {field: value}, content_type="application/json")
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (400, [field])


def test_a_new_password_ends_the_other_sessions(person):
    answer = put(person, "/api/users/password", {"current_password": PASSWORD, "new_password": "Battery-Staple-7"})
    assert answer.status_code == 204
    assert check_password("Battery-Staple-7", User.objects.get().password)
    assert Session.objects.filter(revoked_at=None).count() == 1
    assert person.get("/api/users/me").status_code == 200
    with system_actor("test"):
        line = Line.objects.get(action="accounts.change_password")
    assert line.changes == {"password": ["***", "***"], "sessions_ended": [None, 2]}


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("wrong", "Battery-Staple-7", "current_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "Short-1", "new_password"),
        (PASSWORD, "alllowercase", "new_password"),
        (PASSWORD, "Password123", "new_password"),
        (PASSWORD, "Northgate-0", "new_password"),
    ],
)
def test_passwords_that_are_not_taken(person, current, new, field):
    answer = put(person, "/api/users/password", {"current_password": current, "new_password": new})
    assert (answer.status_code, {e["field"] for e in answer.json()["errors"]}) == (400, {field})
    assert check_password(PASSWORD, User.objects.get().password)


def test_a_stolen_session_cannot_guess_the_password(person):
    for _ in range(5):
        assert (
            put(
                person, "/api/users/password", {"current_password": "x", "new_password": "Battery-Staple-7"}
            ).status_code
            == 400
        )
    answer = put(person, "/api/users/password", {"current_password": PASSWORD, "new_password": "Battery-Staple-7"})
    assert (answer.status_code, int(answer["Retry-After"]) > 800) == (429, True)


@pytest.mark.django_db
def test_a_random_password_is_taken():
    for _again in range(20):
        check_policy(random_password(), User(email="sanne.bakker@northgate.example", name="Sanne Bakker"))


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["correct horse battery", "ßtäpel-Größe-8", "Xk2-9fgh"])
def test_passwords_that_are_taken(password):
    check_policy(password, User(email="a@b.example", name="Somebody"))


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", "Aa1" * 80, "sanne.bakker@northgate.example"])
def test_passwords_that_break_the_policy(password):
    with pytest.raises(Invalid):
        check_policy(password, User(email="sanne.bakker@northgate.example", name="Sanne Bakker"))


def test_own_sessions_are_listed_and_ended(person, signed):
    rows = person.get("/api/users/sessions").json()["items"]
    assert sorted(r["agent"] for r in rows) == ["phone", "tablet", "test"]
    one = next(r for r in rows if r["agent"] == "phone")
    assert person.delete(f"/api/users/sessions/{one['public_id']}").status_code == 204
    assert person.delete(f"/api/users/sessions/{one['public_id']}").status_code == 404
    assert person.post("/api/users/sessions/revoke-others", {}, content_type="application/json").json() == {"ended": 1}
    stranger = signed("kestrel", role="owner")
    mine = person.get("/api/users/sessions").json()["items"][0]
    assert stranger.delete(f"/api/users/sessions/{mine['public_id']}").status_code == 404
    assert person.get("/api/users/me").status_code == 200


def test_managers_end_sessions_of_members_in_sight_only(person, signed):
    manager, viewer, stranger = (
        signed("northgate", role="owner"),
        signed("northgate", role="viewer"),
        signed("kestrel", role="owner"),
    )
    phone = Session.objects.get(agent="phone")
    address = f"/api/crm/sessions/{phone.public_id}/end"
    assert viewer.get("/api/crm/sessions").status_code == 403
    assert viewer.post(address, {}, content_type="application/json").status_code in (403, 404)
    assert stranger.post(address, {}, content_type="application/json").status_code == 404
    assert len(manager.get("/api/crm/sessions").json()["items"]) == 5
    assert manager.post(address, {}, content_type="application/json").status_code == 204
    phone.refresh_from_db()
    assert phone.revoked_at is not None


def test_everything_waits_until_an_initial_password_is_changed(person):
    User.objects.update(must_change_password=True)
    for address in ("/api/crm/organizations", "/api/users/me", "/api/nothing"):
        answer = person.get(address)
        assert (answer.status_code, answer.json()["code"], answer["Content-Type"]) == (
            403, "password-change-required", "application/problem+json",
        )  # fmt: skip
    for address in ("/partner/", "/security/", "/nothing/", "/"):
        assert person.get(address)["Location"] == "/password/"
    assert person.get("/password/").status_code == 200
    fields = {"current_password": PASSWORD, "new_password": "Battery-Staple-7", "again": "Battery-Staple-8"}
    answer = person.post("/password/", fields)
    assert (answer.status_code, "The two are not the same." in answer.content.decode()) == (422, True)
    assert (
        person.post("/password/", fields | {"again": fields["new_password"], "current_password": "x"}).status_code
        == 422
    )
    done = person.post("/password/", fields | {"again": fields["new_password"]})
    assert (done.status_code, done["Location"]) == (303, "/partner/")
    assert User.objects.get().must_change_password is False
    assert person.get("/api/users/me").status_code == 200


def test_blocked_tries_are_released_by_the_administrator(cast, signed):
    for n in range(5):
        begin_attempt("sanne@northgate.example", f"192.0.2.{n % 2}", "")
    client = signed("nucleus", role="administrator")
    assert len(client.get("/api/crm/attempts").json()["items"]) == 5
    answer = client.post(
        "/api/crm/attempts/release",
        {"email": "Sanne@northgate.example", "address": "192.0.2.0"},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()) == (200, {"released": 3})
    assert Attempt.objects.filter(released_at=None).count() == 2
    assert signed("meridian", role="owner").get("/api/crm/attempts").status_code == 403
    root = Actor(Kind.SUPERADMIN, "root", permissions=frozenset({"accounts.release_attempts"}))
    with acting(root):
        assert release_attempts(email="sanne@northgate.example") == 2
        with pytest.raises(Invalid):
            release_attempts()
