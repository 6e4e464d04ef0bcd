"""Undo: commands are taken back by commands, once, in time, by the same person, and not over somebody else's change."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.core import signing

from nucleus.kernel.actor import system_actor
from nucleus.platform.audit.models import Line
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.undo import SALT

AT = "/organizations/"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def client(signed):
    return signed("northgate", role="owner")


def row(organization):
    with system_actor("test"):
        return Organization.objects.get(pk=organization.pk)


def act(client, organization, word, **data):
    answer = client.post(f"{AT}{organization.public_id}/{word}/", data)
    assert answer.status_code == 303, answer.content.decode()[-600:]


def token(client, address=AT):
    found = TOKEN.findall(client.get(address).content.decode())
    return found[0] if found else ""


def undo(client, note, back=AT):
    answer = client.post("/undo/", {"token": note, "back": back})
    if answer.status_code != 303:
        return answer.status_code, ""
    said = re.search(r'<div class="alert ok mb"[^>]*>.*?<p>(.*?)</p>', client.get(AT).content.decode(), re.DOTALL)
    return answer["Location"], said[1] if said else ""


def test_a_suspension_is_taken_back_by_a_reactivation(client, cast):
    act(client, cast.bakery, "suspend")
    assert undo(client, token(client)) == (AT, "Undone.")
    assert row(cast.bakery).status == "active"
    with system_actor("test"):
        said = list(
            Line.objects.filter(action__startswith="organizations.").order_by("id").values_list("action", flat=True)
        )
    assert said == ["organizations.suspend", "organizations.reactivate"]


@pytest.mark.parametrize(
    ("first", "then", "offered"), [("suspend", "close", False), ("close", "reactivate", True), ("", "close", True)]
)
def test_only_what_leads_back_in_one_step_is_offered(client, cast, first, then, offered):
    if first:
        act(client, cast.bakery, first)
        client.get(AT)
    before = row(cast.bakery).status
    act(client, cast.bakery, then)
    note = token(client)
    assert bool(note) is offered
    if note:
        undo(client, note)
        assert row(cast.bakery).status == before


def test_a_change_gets_the_former_values_of_what_it_changed(client, cast):
    act(client, cast.bakery, "change", name="Patisserie", support_email="help@bakery.example", language="nl")
    note = token(client)
    assert (row(cast.bakery).name, row(cast.bakery).language) == ("Patisserie", "nl")
    undo(client, note)
    found = row(cast.bakery)
    assert (found.name, found.support_email, found.language) == ("Bakery", "", "en")


def test_it_is_done_once(client, cast):
    act(client, cast.bakery, "suspend")
    note = token(client)
    undo(client, note)
    revision = row(cast.bakery).revision
    assert undo(client, note)[1] != "Undone."
    assert row(cast.bakery).revision == revision


def test_it_does_not_go_over_somebody_elses_change(client, signed, cast):
    act(client, cast.bakery, "change", name="Patisserie")
    note = token(client)
    act(signed("northgate", role="owner"), cast.bakery, "change", name="Boulangerie")
    _where, said = undo(client, note)
    assert said == "1 not undone: Somebody changed this since; it cannot be undone any more."
    assert row(cast.bakery).name == "Boulangerie"


def test_it_belongs_to_the_person_and_to_a_quarter_of_an_hour(client, signed, cast):
    act(client, cast.bakery, "suspend")
    note = token(client)
    assert undo(signed("northgate", role="owner"), note) == (404, "")
    with time_machine.travel(dt_later(16)):
        assert undo(client, note)[0] in (302, 409)
    assert row(cast.bakery).status == "suspended"


def dt_later(minutes):
    return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)


def test_it_asks_for_its_own_permission(signed, cast):
    client = signed("northgate", "organizations.view", "organizations.suspend")
    act(client, cast.bakery, "suspend")
    assert undo(client, token(client)) == (AT, "1 not undone: Your role does not allow this.")
    assert row(cast.bakery).status == "suspended"


@pytest.mark.parametrize("note", ["", "made:up:note", "x" * 5000, "\0", "of another salt"])
def test_a_note_of_ones_own_making_is_refused(client, cast, note):
    given = signing.dumps("text", salt="other") if note == "of another salt" else note
    assert undo(client, given)[0] == 400


def test_a_note_leads_nowhere_else(client, cast):
    for back in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:x", "/\\elsewhere.example"):
        act(client, cast.bakery, "suspend")
        answer = client.post("/undo/", {"token": token(client), "back": back})
        assert answer["Location"] == "/"


def test_chosen_rows_are_taken_back_together(client, signed, cast):
    rows = [cast.bakery.public_id, cast.harbour.public_id]
    answer = client.post(f"{AT}bulk/change/", {"row": rows, "go": "1", "set": ["language"], "language": "nl"})
    assert answer.status_code == 303, answer.content.decode()[-500:]
    assert {row(cast.bakery).language, row(cast.harbour).language} == {"nl"}
    assert undo(client, token(client)) == (AT, "Undone: 2 rows.")
    assert {row(cast.bakery).language, row(cast.harbour).language} == {"en"}


def test_the_note_holds_no_more_than_a_cookie(client, cast):
    act(client, cast.bakery, "change", name="Patisserie")
    value = client.cookies["nucleus_toast"].value
    assert len(value) < 3900
    steps = signing.loads(value.partition("~")[2], salt=SALT)["steps"]
    assert steps == [["organizations.change", "organization", cast.bakery.public_id, 2, {"name": "Bakery"}]]
