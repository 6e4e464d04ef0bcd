"""Form pages: drawn from the input class, checked by it, kept when wrong, and a message after the redirect."""

from __future__ import annotations

import re

import pytest
from tests.shelves import ALL

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.toasts import COOKIE


@pytest.fixture
def client(shelves, signed):
    return signed("northgate", *ALL)


def stored(slug):
    with system_actor("test"):
        return Organization.objects.filter(slug=slug).first()


def test_draws_a_control_for_every_field(client, cast):
    html = client.get("/shelves/add/").content.decode()
    drawn = re.findall(r'<(input|select|textarea)[^>]* id="f-([\w-]+)"', html)
    assert drawn == [
        ("input", "name"), ("select", "parent"), ("textarea", "notes"), ("select", "language"), ("input", "is-house"),
        ("textarea", "tags"),
    ]  # fmt: skip
    assert 'aria-describedby="f-name-help"' in html
    assert 'maxlength="40"' in html
    assert f'<option value="{cast.northgate.public_id}">Northgate</option>' in html
    assert cast.kestrel.public_id not in html
    assert '<option value="en" selected>' in html


def test_makes_goes_and_says_so(client, cast):
    data = {"name": "Quay", "parent": cast.northgate.public_id, "language": "nl", "notes": ""}
    answer = client.post("/shelves/add/", data)
    made = stored("quay")
    assert (answer.status_code, answer["Location"]) == (303, f"/shelves/{made.public_id}/")
    assert made.language == "nl"
    shown = client.get(answer["Location"])
    assert "Done: Add a shelf" in shown.content.decode()
    assert shown.cookies[COOKIE]["max-age"] == 0
    assert "Done: Add a shelf" not in client.get(answer["Location"]).content.decode()


def test_errors_stand_beside_the_fields_and_input_stays(client):
    answer = client.post("/shelves/add/", {"name": "x" * 41, "parent": "ORG-000000000000", "notes": "kept <b>"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in html
    assert html.count('aria-invalid="true"') == 2
    assert '<a href="#f-name">' in html
    assert f'value="{"x" * 41}"' in html
    assert "kept &lt;b&gt;" in html
    assert "This does not exist." in html


@pytest.mark.parametrize("name", ["organization", "status", "tier", "lines.0.quantity", "x\0"])
def test_fields_that_are_not_offered_are_refused(client, cast, name):
    data = {"name": "Sly", "parent": cast.northgate.public_id, name: "1"}
    assert client.post("/shelves/add/", data).status_code == 422
    assert stored("sly") is None


def test_a_change_begins_with_what_is_stored(client, cast):
    html = client.get(f"/shelves/{cast.harbour.public_id}/rename/").content.decode()
    assert 'value="Harbour"' in html
    answer = client.post(f"/shelves/{cast.harbour.public_id}/rename/", {"name": "Harbour 2", "support_phone": ""})
    assert answer.status_code == 303
    assert stored("harbour").name == "Harbour 2"


def test_a_refusal_of_the_state_is_shown_in_the_form(client, cast):
    answer = client.post(f"/shelves/{cast.harbour.public_id}/rename/", {"name": "Locked"})
    assert answer.status_code == 409
    assert "It is locked." in answer.content.decode()


def test_a_command_without_fields_is_a_button(client, cast):
    at = f"/shelves/{cast.harbour.public_id}/"
    html = client.get(at).content.decode()
    assert f'<form method="post" action="{at}close/">' in html
    assert f'href="{at}drop/"' in html  # it asks first
    assert client.post(f"{at}close/").status_code == 303
    assert stored("harbour").status == "closed"
    assert f"{at}close/" not in client.get(at).content.decode()
    assert "It is gone for good." in client.get(f"{at}drop/").content.decode()
    assert client.post(f"{at}drop/")["Location"] == "/shelves/"


def test_htmx_gets_its_own_redirect(client, cast):
    answer = client.post(f"/shelves/{cast.harbour.public_id}/close/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/shelves/{cast.harbour.public_id}/")


KEY = re.compile(r'name="form_key" value="([\w-]{16})"')


def keys_on(client, address):
    return KEY.findall(client.get(address).content.decode())


def revision(organization):
    organization.refresh_from_db()
    return organization.revision


def test_a_form_that_is_sent_twice_is_run_once(client, cast):
    at = f"/shelves/{cast.harbour.public_id}/rename/"
    (key,) = keys_on(client, at)
    with system_actor("test"):
        before = revision(cast.harbour)
    answers = [client.post(at, {"name": "Quay", "form_key": key}) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, f"/shelves/{cast.harbour.public_id}/")] * 2
    with system_actor("test"):
        assert revision(cast.harbour) == before + 1
    client.post(at, {"name": "Quay", "form_key": keys_on(client, at)[0]})
    with system_actor("test"):
        assert revision(cast.harbour) == before + 2


def test_a_form_that_was_sent_with_other_values_asks_again_under_a_new_key(client, cast):
    (key,) = keys_on(client, "/shelves/add/")
    data = {"name": "Quay", "parent": cast.northgate.public_id, "form_key": key}
    assert client.post("/shelves/add/", data).status_code == 303
    answer = client.post("/shelves/add/", {**data, "name": "Pier"})
    assert (answer.status_code, stored("pier")) == (409, None)
    assert "This form has been sent already" in answer.content.decode()
    (fresh,) = KEY.findall(answer.content.decode())
    assert fresh != key
    assert client.post("/shelves/add/", {**data, "name": "Pier", "form_key": fresh}).status_code == 303
    assert stored("pier").name == "Pier"


def test_a_form_that_was_wrong_keeps_its_key_and_may_be_sent_with_it(client, cast):
    (key,) = keys_on(client, "/shelves/add/")
    data = {"name": "", "parent": cast.northgate.public_id, "form_key": key}
    wrong = client.post("/shelves/add/", data)
    assert (wrong.status_code, KEY.findall(wrong.content.decode())) == (422, [key])
    assert client.post("/shelves/add/", {**data, "name": "Quay"}).status_code == 303


def test_buttons_and_chosen_rows_carry_keys_too(client, cast):
    at = f"/shelves/{cast.harbour.public_id}/"
    (key,) = keys_on(client, at)
    answers = [client.post(f"{at}close/", {"form_key": key}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    (key,) = keys_on(client, "/shelves/")
    for _ in range(2):
        client.post("/shelves/bulk/close/", {"row": [cast.bakery.public_id], "form_key": key})
        assert "1 row: Close." in client.get("/shelves/").content.decode()


@pytest.mark.parametrize("key", ["x" * 500, "\0", "<b>", "\u202e"])
def test_a_key_that_is_no_key_does_no_harm(client, cast, key):
    data = {"name": "Quay", "parent": cast.northgate.public_id, "form_key": key}
    answer = client.post("/shelves/add/", data)
    assert answer.status_code in (303, 422)
    assert "<b>" not in answer.content.decode()


def test_bulk_runs_for_each_and_tells_what_did_not_go(client, cast):
    rows = [cast.harbour.public_id, cast.bakery.public_id, cast.clinic.public_id, "nonsense\0"]
    answer = client.post("/shelves/bulk/close/", {"row": rows})
    html = answer.content.decode()
    assert (answer.status_code, "2 rows: Close." in html, html.count("There is nothing here.")) == (200, True, 2)
    assert re.findall(r'name="row" value="([^"]*)"', html) == [cast.clinic.public_id, "nonsense\0"]
    assert [stored(s).status for s in ("harbour", "bakery", "clinic")] == ["closed", "closed", "active"]


def test_csrf_and_permission(shelves, signed, cast):
    strict = signed("northgate", *ALL, enforce_csrf_checks=True)
    at = f"/shelves/{cast.harbour.public_id}/rename/"
    assert strict.post(at, {"name": "x"}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(at).content.decode())[1]
    assert strict.post(at, {"name": "x", "csrfmiddlewaretoken": token}).status_code == 303
    reader = signed("northgate", "shelves.view")
    assert [reader.get(at).status_code, reader.post(at, {"name": "y"}).status_code] == [403, 403]
    assert reader.post("/shelves/bulk/close/", {"row": [cast.harbour.public_id]}).status_code == 403
    assert (stored("harbour").name, stored("harbour").status) == ("x", "active")


def test_a_forged_toast_is_not_shown(client):
    client.cookies[COOKIE] = "made-up:by:me"
    assert "made-up" not in client.get("/shelves/").content.decode()
