"""A report for a domain that nobody registered, from the upload to the figures, by the API alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.tests.reports import report, row
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now, today
from nucleus.platform.gate.models import Opening
from nucleus.platform.jobs.worker import run_everything


@pytest.fixture
def clients(cast, signed, settings, tmp_path):
    """A partner's owner, the owner of its customer, and a stranger's, each signed in to the API."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return {slug: signed(slug, role="owner") for slug in ("northgate", "harbour", "mill")}


def unknown(client):
    """The unknown domains as `(name, files, messages)`."""
    answer = client.get("/api/crm/unknown-domains").json()
    return [(i["name"], i["files"], i["messages"]) for i in answer["items"]]


def counted(client):
    """The domains as `(name, messages)`."""
    return [(i["name"], i["messages"]) for i in client.get("/api/crm/domains").json()["items"]]


def test_uploaded_listed_registered_and_counted(clients):
    owner = clients["northgate"]
    name, data = report("quay.example", [row(count=5), row("198.51.100.7", 3, spf="fail", dkim="fail")], day=today())
    taken = owner.post("/api/crm/messages/upload", {"files": SimpleUploadedFile(name, data)})
    assert (taken.status_code, taken.json()["left_out"]) == (202, [])
    (item,) = taken.json()["items"]
    assert (item["name"], item["state"]) == (name, "received")
    run_everything()
    read = owner.get(f"/api/crm/messages/{item['public_id']}").json()
    assert (read["state"], read["reason"], [o["outcome"] for o in read["outcomes"]]) == (
        "unknown", "unknown-domain", ["unknown"],
    )  # fmt: skip
    assert {slug: (unknown(c), counted(c)) for slug, c in clients.items()} == {
        "northgate": ([("quay.example", 1, 8)], []), "harbour": ([], []), "mill": ([], []),
    }  # fmt: skip

    made = owner.post("/api/crm/domains", {"name": "quay.example"}, content_type="application/json")
    assert (made.status_code, made.json()["name"]) == (201, "quay.example")
    run_everything()
    read = owner.get(f"/api/crm/messages/{item['public_id']}").json()
    assert (read["state"], [o["outcome"] for o in read["outcomes"]]) == ("stored", ["stored"])
    assert {slug: (unknown(c), counted(c)) for slug, c in clients.items()} == {
        "northgate": ([], [("quay.example", 8)]), "harbour": ([], []), "mill": ([], []),
    }  # fmt: skip


def test_the_same_report_again_is_not_counted_twice(clients):
    owner = clients["northgate"]
    name, data = report("quay.example", [row(count=5)], day=today())
    for _ in range(2):
        assert owner.post("/api/crm/messages/upload", {"files": SimpleUploadedFile(name, data)}).status_code == 202
        run_everything()
    assert unknown(owner) == [("quay.example", 1, 5)]
    owner.post("/api/crm/domains", {"name": "quay.example"}, content_type="application/json")
    run_everything()
    owner.post("/api/crm/messages/upload", {"files": SimpleUploadedFile(f"again-{name}", data)})
    run_everything()
    assert (unknown(owner), counted(owner)) == ([], [("quay.example", 5)])


def test_who_registers_it_elsewhere_gets_nothing_of_what_came_to_another(clients):
    owner, stranger = clients["northgate"], clients["mill"]
    name, data = report("quay.example", [row(count=5)], day=today())
    owner.post("/api/crm/messages/upload", {"files": SimpleUploadedFile(name, data)})
    run_everything()
    stranger.post("/api/crm/domains", {"name": "quay.example"}, content_type="application/json")
    run_everything()
    assert (counted(stranger), unknown(owner)) == ([("quay.example", 0)], [("quay.example", 1, 5)])


def test_who_was_let_in_sees_what_waits_there_beside_its_own(clients, cast, signed):
    for number, slug in enumerate(("harbour", "meridian")):
        with cast.acting(slug, role="owner"):
            take_files(organization=cast.organizations[slug], files=[report("quay.example", [row(count=5 + number)])])
    run_everything()
    looker = signed("meridian", role="owner")
    assert unknown(looker) == [("quay.example", 1, 6)]
    with system_actor("test"):
        until = now() + dt.timedelta(hours=1)
        Opening(
            organization=cast.harbour, grantee=cast.meridian, level="support", until=until, reference="GRT-1"
        ).save()
    assert unknown(looker) == [("quay.example", 1, 6), ("quay.example", 1, 5)]
    assert [(i["organization"], i["name"]) for i in looker.get("/api/crm/unknown-domains").json()["items"]] == [
        ("Meridian", "quay.example"), ("Harbour", "quay.example"),
    ]  # fmt: skip
