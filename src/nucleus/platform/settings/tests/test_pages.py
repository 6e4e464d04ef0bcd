"""The pages as people use them, without a script: group, review, save, conflict, search, reset, lock, undo, import."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.settings import store
from nucleus.platform.settings.models import SettingChange, StoredSetting

Signed = Callable[..., Client]
SESSIONS = "/settings/sessions/"
FORM = {"sessions.idle": "1440", "sessions.lifetime": "336", "seen.sessions.idle": "", "seen.sessions.lifetime": ""}


@pytest.fixture
def root(cast: Cast) -> Client:
    """The superadmin, signed in."""
    user = User(email="root@example.test", name="Root", is_superadmin=True)
    user.save()
    _session, token = start_session(user, None, address="127.0.0.1", agent="test")
    client = Client()
    client.cookies["nucleus_session"] = token
    return client


def words(answer: object) -> str:
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(text.split())


def stored(client: Client) -> dict[str, object]:
    with system_actor("test"):
        return {row.key: row.value for row in StoredSetting.objects.all()}


def test_each_tier_sees_the_groups_that_it_may_set(signed: Signed, root: Client) -> None:
    for slug in ("nucleus", "meridian", "northgate", "harbour"):
        role = "administrator" if slug == "nucleus" else "owner"
        client = signed(slug, role=role)
        assert client.get("/settings/", follow=False).status_code == 303
        text = words(client.get(SESSIONS))
        assert "Session ends after Default" in text
        assert ("decides for itself and for those below." in text) == (slug != "harbour")
        assert "Session of the superadmin" not in text
        assert client.get("/settings/authentication/").status_code == 404
    assert "Session of the superadmin ends after" in words(root.get(SESSIONS))
    assert root.get("/settings/authentication/").status_code == 200


def test_each_card_stands_once(root: Client) -> None:
    page = root.get("/settings/mail/").content.decode()
    assert re.findall(r'<h2 id="card-[0-9]+">([^<]*)</h2>', page) == ["Sender", "Server"]


def test_nobody_without_the_permission_gets_in(signed: Signed) -> None:
    viewer = signed("northgate", role="viewer")
    assert [viewer.get(at).status_code for at in ("/settings/", SESSIONS, "/settings/export/")] == [403] * 3
    assert viewer.post(SESSIONS, FORM).status_code == 403
    assert "/settings/" not in viewer.get("/partner/").content.decode()


def test_saving_takes_what_was_typed_over_and_nothing_else(signed: Signed) -> None:
    owner = signed("northgate", role="owner")
    answer = owner.post(SESSIONS, {**FORM, "sessions.idle": "90"})
    assert (answer.status_code, answer["Location"]) == (303, SESSIONS)
    assert stored(owner) == {"sessions.idle": 90}
    page = owner.get(SESSIONS)
    text = words(page)
    assert "Session ends after Changed" in text
    assert "northgate person set “Session ends after” to 90 minutes" in text
    assert 'value="90"' in page.content.decode()
    assert owner.post(SESSIONS, {**FORM, "sessions.idle": "90"}).status_code == 303
    with system_actor("test"):
        assert SettingChange.objects.count() == 1


def test_a_bad_value_stays_typed_and_is_named(signed: Signed) -> None:
    owner = signed("northgate", role="owner")
    answer = owner.post(SESSIONS, {**FORM, "sessions.idle": "4", "sessions.lifetime": "<b>"})
    html, text = answer.content.decode(), words(answer)
    assert answer.status_code == 422
    assert "Session ends after : This must be at least 5." in text
    assert "Session ends at the latest after : This must be a whole number." in text
    assert "2 problems" in text
    assert ('value="4"' in html, "&lt;b&gt;" in html, "<b>" in html.replace('<b class="num"', "")) == (
        True,
        True,
        False,
    )
    assert stored(owner) == {}


def test_review_shows_the_difference_and_keeps_what_was_typed(signed: Signed) -> None:
    owner = signed("northgate", role="owner")
    typed = {**FORM, "sessions.idle": "90"}
    review = owner.post(f"{SESSIONS}?then=review", typed)
    assert review.status_code == 200
    assert "Session ends after 1440 minutes 90 minutes" in words(review)
    assert stored(owner) == {}
    hidden = dict(re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)">', review.content.decode()))
    assert {key: hidden[key] for key in FORM} == typed
    again = owner.post(SESSIONS, {**hidden, "then": "edit"})
    assert 'value="90"' in again.content.decode()
    owner.post(SESSIONS, hidden)
    assert stored(owner) == {"sessions.idle": 90}


def test_the_second_of_two_savers_is_told(signed: Signed) -> None:
    first, second = signed("northgate", role="owner"), signed("northgate", role="owner")
    first.post(SESSIONS, {**FORM, "sessions.idle": "90"})
    answer = second.post(SESSIONS, {**FORM, "sessions.idle": "60"})
    assert answer.status_code == 412
    assert "Somebody else changed “Session ends after” in the meantime: it is now 90 minutes." in words(answer)
    assert stored(second) == {"sessions.idle": 90}
    seen = re.search(r'name="seen.sessions.idle" value="([^"]+)"', answer.content.decode())
    assert seen is not None
    assert second.post(SESSIONS, {**FORM, "sessions.idle": "60", "seen.sessions.idle": seen[1]}).status_code == 303
    assert stored(second) == {"sessions.idle": 60}


def test_locked_above_is_shown_and_cannot_be_sent(signed: Signed) -> None:
    above, below = signed("meridian", role="owner"), signed("northgate", role="owner")
    assert above.post("/settings/lock/", {"keys": "sessions.idle"}).status_code == 303
    assert "Locked for those below" in words(above.get(SESSIONS))
    page = below.get(SESSIONS)
    assert "Session ends after Locked by Meridian" in words(page)
    assert 'name="seen.sessions.idle"' not in page.content.decode()
    answer = below.post(SESSIONS, {**FORM, "sessions.idle": "60"})
    assert answer.status_code == 422
    assert "This is locked by Meridian." in words(answer)


def test_reset_and_undo(signed: Signed) -> None:
    owner = signed("northgate", role="owner")
    owner.post(SESSIONS, {**FORM, "sessions.idle": "90"})
    assert owner.post("/settings/reset/", {"keys": "sessions.idle"})["Location"] == SESSIONS
    assert stored(owner) == {}
    undo = re.search(r'action="(/settings/history/[\w-]+/undo/)"', owner.get(SESSIONS).content.decode())
    assert undo is not None
    assert owner.post(undo[1]).status_code == 303
    assert stored(owner) == {"sessions.idle": 90}
    assert "1440" not in words(owner.get("/settings/history/"))


def test_search_finds_by_label_help_and_key(root: Client) -> None:
    for asked, found in (("shortest", "1 setting"), ("signin.tries", "2 settings"), ("office behind", "1 setting")):
        assert f"{found} found for “{asked}”" in words(root.get("/settings/", {"q": asked}))
    assert "No setting is called so" in words(root.get("/settings/", {"q": "<script>x"}))


def test_an_export_is_imported_after_a_look(signed: Signed) -> None:
    here, there = signed("northgate", role="owner"), signed("kestrel", role="owner")
    here.post(SESSIONS, {**FORM, "sessions.idle": "90"})
    text = here.get("/settings/export/").content.decode()
    assert json.loads(text)["values"] == {"sessions.idle": 90}
    shown = there.post("/settings/import/", {"document": text})
    assert "Session ends after 1440 minutes 90 minutes" in words(shown)
    with system_actor("test"):
        assert StoredSetting.objects.count() == 1
    assert there.post("/settings/import/", {"document": text, "then": "import"}).status_code == 303
    with system_actor("test"):
        assert StoredSetting.objects.count() == 2
    for broken in ("", "[]", "{", '{"format": "other"}'):
        assert there.post("/settings/import/", {"document": broken}).status_code == 422


def test_the_pages_ask_the_database_constantly(
    signed: Signed, set_settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 3600.0)  # what is asked again after seconds must not depend on the machine
    owner = signed("harbour", role="owner")
    owner.get(SESSIONS)
    with CaptureQueriesContext(connection) as before:
        owner.get(SESSIONS)
    owner.post(SESSIONS, {**FORM, "sessions.idle": "90", "sessions.lifetime": "48"})
    owner.get(SESSIONS)
    with CaptureQueriesContext(connection) as after:
        owner.get(SESSIONS)
    assert (len(before), len(after)) == (4, 4)
