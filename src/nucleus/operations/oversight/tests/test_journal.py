"""Who looked: one line for each answer that showed detail, none for the others."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from nucleus.dmarc.domains.commands import register_domain
from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import ScopeViolation
from nucleus.operations.oversight.jobs import forget
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.journal.models import Entry

SUPERADMIN = Actor(Kind.SUPERADMIN, "superadmin", "USR-super")
FACTS = (
    "detail",
    "act",
    "format",
    "rows",
    "whole",
    "subject",
    "object_id",
    "object_label",
    "organization__slug",
    "door",
)


@pytest.fixture
def domain(cast):
    with cast.acting("harbour", role="owner"):
        return register_domain(name="harbour.example", organization=cast.harbour)


@pytest.fixture
def people(cast):
    with system_actor("test"):
        for at in range(3):
            user = User(email=f"h{at}@example.test", name=f"Harbour {at}")
            user.save()
            Membership(organization=cast.harbour, user=user, roles=["owner"]).save()


def lines():
    with system_actor("test"):
        return list(Entry.objects.order_by("pk").values_list(*FACTS))


def test_a_page_of_one_thing_names_it_and_whose_it_is(signed, domain):
    address = f"/dmarc/domains/{domain.public_id}/"
    assert signed("northgate", role="owner").get(address, HTTP_X_REQUEST_ID="look-0001").status_code == 200
    assert lines() == [
        ("dmarc", "view", "", None, True, "domains", domain.public_id, "harbour.example", "harbour", "page")
    ]
    with system_actor("test"):
        line = Entry.objects.get()
    assert (line.reader_label, line.reader_from, line.address, line.request_id) == (
        "northgate person",
        "Northgate",
        "127.0.0.1",
        "look-0001",
    )
    assert (line.partner_id, line.customer_id) == (domain.partner_id, domain.customer_id)
    assert line.session
    assert line.reader_id


def test_a_list_under_a_thing_names_the_thing(signed, domain):
    client = signed("harbour", role="owner")
    for address, subject in (("sources", "domain-sources"), ("records", "domain-records")):
        assert client.get(f"/dmarc/domains/{domain.public_id}/{address}/").status_code == 200
        assert lines()[-1][3:9] == (0, True, subject, domain.public_id, "harbour.example", "harbour")
    assert client.get(f"/api/crm/domains/{domain.public_id}/sources").status_code == 200
    assert lines()[-1][3:] == (
        0, True, "domain-sources", domain.public_id, "harbour.example", "harbour", "api",
    )  # fmt: skip
    assert client.get(f"/api/crm/domains/{domain.public_id}").status_code == 200
    assert lines()[-1][5:9] == ("domains", domain.public_id, "", "harbour")
    assert len(lines()) == 4


def test_a_whole_list_belongs_to_the_scope_of_the_reader(signed, domain):
    assert signed("northgate", role="owner").get("/dmarc/reports/").status_code == 200
    assert lines() == [("dmarc", "view", "", 0, True, "reports", "", "", "northgate", "page")]


def leave(answer):
    """The reader goes; the test's connection stays, where a server would end it (as Django's own client has it)."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def test_an_export_is_written_when_it_ends_with_format_and_rows(signed, people, cast):
    client = signed("harbour", role="owner")
    address = f"/organizations/{cast.harbour.public_id}/members/"
    answer = client.get(address, {"export": "csv"})
    assert lines() == []
    rows = b"".join(answer.streaming_content).decode().strip().splitlines()
    assert len(rows) == 5
    mine = ("members", cast.harbour.public_id, "Harbour", "harbour", "page")
    assert lines() == [("personal", "export", "csv", 4, True, *mine)]
    answer = client.get(address, {"export": "json"})
    leave(answer)  # before the first byte
    assert lines()[1:] == [("personal", "export", "json", 0, False, *mine)]
    answer = client.get("/api/crm/members", HTTP_ACCEPT="text/csv")
    assert len(b"".join(answer.streaming_content).splitlines()) == 5
    assert lines()[2] == ("personal", "export", "csv", 4, True, "members", "", "", "harbour", "api")


def test_what_shows_no_detail_or_is_refused_leaves_no_line_and_costs_nothing(signed, domain, cast):
    client = signed("northgate", role="owner")
    for address in ("/dmarc/domains/", "/organizations/", "/dmarc/domains/register/", "/dmarc/", "/profile/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        assert not [q for q in asked if "journal" in q["sql"]]
    assert signed("kestrel", role="owner").get(f"/dmarc/domains/{domain.public_id}/").status_code == 404
    assert signed("northgate", "domains.view").get(f"/dmarc/domains/{domain.public_id}/").status_code == 403
    assert (
        client.get(f"/organizations/{cast.bakery.public_id}/").status_code == 200
    )  # nobody works there: no people shown
    assert lines() == []


def test_the_card_of_an_organization_is_noted_where_it_shows_people(signed, people, cast):
    assert signed("northgate", role="owner").get(f"/organizations/{cast.harbour.public_id}/").status_code == 200
    assert lines() == [
        ("personal", "view", "", None, True, "members", cast.harbour.public_id, "Harbour", "harbour", "page")
    ]
    assert signed("meridian", role="owner").get(f"/organizations/{cast.harbour.public_id}/").status_code == 200
    assert len(lines()) == 1  # a distributor sees nobody there


def test_one_insert_and_nothing_else(signed, domain):
    client = signed("harbour", role="owner")
    address = f"/dmarc/domains/{domain.public_id}/sources/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    ours = [q["sql"].split()[0] for q in asked if "journal_entry" in q["sql"]]
    assert ours == ["INSERT"]


def test_who_sees_a_line(cast, signed, domain, people):
    """The owner of the data, its partner, the organization of the reader, and the superadmin."""
    signed("northgate", role="owner").get(f"/dmarc/domains/{domain.public_id}/")
    signed("nucleus", role="administrator").get("/members/")
    with system_actor("test"):
        Entry(
            organization=cast.harbour, detail="dmarc", act="view", subject="reports", reader_label="Support",
            reader_organization=cast.nucleus.pk, door="page",
        ).save()  # fmt: skip

    def seen(actor):
        with acting(actor):
            return [f"{s} {o}" for s, o in Entry.objects.order_by("pk").values_list("subject", "organization__slug")]

    harbour = ["domains harbour", "reports harbour"]
    assert seen(cast.actor("harbour")) == seen(cast.actor("northgate")) == harbour
    assert seen(cast.actor("nucleus")) == ["team nucleus", "reports harbour"]
    assert [seen(cast.actor(slug)) for slug in ("bakery", "kestrel", "meridian", "polder")] == [[], [], [], []]
    assert seen(SUPERADMIN) == ["domains harbour", "team nucleus", "reports harbour"]


def test_the_pages_and_the_api(signed, domain):
    signed("northgate", role="owner").get(f"/dmarc/domains/{domain.public_id}/")
    owner = signed("harbour", "journal.view")
    page = owner.get("/journal/").content.decode()
    assert ("northgate person" in page, "Northgate" in page, "harbour.example" in page) == (True, True, True)
    items = owner.get("/api/crm/accesses", {"subject": "domains"}).json()["items"]
    assert [(i["reader_label"], i["act"], i["object_label"]) for i in items] == [
        ("northgate person", "view", "harbour.example")
    ]
    assert owner.get("/api/crm/accesses", {"act": "export"}).json()["items"] == []
    assert owner.get(f"/journal/{items[0]['public_id']}/").status_code == 200
    assert signed("kestrel", "journal.view").get(f"/journal/{items[0]['public_id']}/").status_code == 404
    assert signed("harbour", role="viewer").get("/journal/").status_code == 403
    csv = b"".join(owner.get("/journal/", {"export": "csv"}).streaming_content).decode()
    assert "harbour.example" in csv
    assert len(lines()) == 1  # the journal itself is looked at freely


def test_a_line_is_never_changed_and_goes_only_when_its_time_is_over(cast, signed, set_settings):
    with time_machine.travel(now() - dt.timedelta(days=50), tick=False):
        signed("northgate", role="owner").get("/dmarc/reports/")
    signed("northgate", role="owner").get("/dmarc/files/")
    with system_actor("test"):
        with pytest.raises(ScopeViolation):
            Entry.objects.update(subject="x")
        with pytest.raises(ScopeViolation):
            Entry.objects.all().delete()
        with pytest.raises(ScopeViolation):
            Entry.objects.order_by("pk")[0].delete()
        line = Entry.objects.order_by("pk")[0]
        line.subject = "x"
        with pytest.raises(ScopeViolation):
            line.save()
    with system_actor("test"):
        forget()
    assert [line[5] for line in lines()] == ["reports", "messages"]
    set_settings({"journal.days": 40})
    with system_actor("test"):
        forget()
    assert [line[5] for line in lines()] == ["messages"]
