"""The smallest app in the house: what its few lines give, and that they are few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nucleus.kernel.actor import system_actor
from nucleus.platform.mail.models import OutgoingMail

ROOM = Path(__file__).resolve().parents[1]
POLICY = Path(__file__).resolve().parents[5] / "tests" / "matrix" / "policy.toml"
MOST = 60
"""Lines that a new list with page, API, export, saved views and its entries in the matrix may take in an app."""


@pytest.fixture
def mails(cast):
    with system_actor("test"):
        for n, (slug, state) in enumerate([("northgate", "sent"), ("northgate", "failed"), ("harbour", "sent")]):
            organization = getattr(cast, slug)
            OutgoingMail(
                organization=organization, recipient=f"r{n}@x.example", sender="s@x.example", subject=f"Mail {n}",
                text="a secret link", state=state,
            ).save()  # fmt: skip


@pytest.fixture
def client(signed, mails):
    return signed("northgate", "mails.view")


def names(html):
    return re.findall(r'<a class="row" href="[^"]+">([^<]*)</a>', html)


def test_a_list_takes_few_lines():
    own = sum(len(path.read_text().splitlines()) for path in ROOM.glob("*.py"))
    entries = [line for line in POLICY.read_text().splitlines() if "mails.view" in line]
    assert len(entries) == 5
    assert own + len(entries) <= MOST, f"{own} lines and {len(entries)} entries"


def test_page_api_and_export_show_the_own_mails(client):
    assert names(client.get("/mails/").content.decode()) == ["Mail 1", "Mail 0"]
    assert [r["subject"] for r in client.get("/api/crm/mails").json()["items"]] == ["Mail 1", "Mail 0"]
    lines = b"".join(client.get("/mails/", {"export": "csv", "state": "failed"}).streaming_content).decode("utf-8-sig")
    assert [line.split(",")[1:3] for line in lines.splitlines()] == [["Subject", "State"], ["Mail 1", "failed"]]


def test_it_has_saved_views_and_columns(client):
    answer = client.post("/lists/mails/save/", {"back": "/mails/", "name": "Refused", "query": "state=failed"})
    html = client.get(answer["Location"]).content.decode()
    assert (names(html), ">Refused</a>" in html) == (["Mail 1"], True)


def test_the_text_of_a_mail_is_shown_nowhere(client):
    (first, *_rest) = client.get("/api/crm/mails").json()["items"]
    for address in ("/mails/", f"/mails/{first['public_id']}/", f"/api/crm/mails/{first['public_id']}"):
        answer = client.get(address)
        assert (answer.status_code, "secret link" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize("count", [1, 3])
def test_queries(signed, cast, count, django_assert_num_queries):
    with system_actor("test"):
        for n in range(count):
            OutgoingMail(organization=cast.bakery, recipient="r@x.example", sender="s@x.example", subject=f"{n}").save()
    client = signed("bakery", "mails.view")
    client.get("/mails/")
    with django_assert_num_queries(4):  # the fourth: a line of the access journal, for recipients are people
        assert len(names(client.get("/mails/").content.decode())) == count
