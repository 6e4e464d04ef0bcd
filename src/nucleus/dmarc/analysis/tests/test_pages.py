"""Every page of the analyser over one report, per tier, and its queries."""

from __future__ import annotations

import pytest

from nucleus.dmarc.domains.commands import register_domain
from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.models import Message, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.intake.tests.reports import report, row
from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import today
from nucleus.platform.files.disk import path_of

ROWS = [
    row(count=5),
    row("198.51.100.7", 3, spf="fail"),
    row("203.0.113.9", 200, dkim="fail", spf="fail", disposition="reject"),
]


@pytest.fixture
def stored(cast, settings, tmp_path):
    """harbour.example with one report of today, a file in quarantine and one for an unknown domain."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with cast.acting("northgate", role="owner"):
        cast.domain = register_domain(organization=cast.harbour, name="harbour.example")
        cast.messages = take_files(
            organization=cast.northgate,
            files=[
                report("harbour.example", ROWS, day=today()),
                ("broken.xml", b"<feedback>"),
                report("unknown.example", ROWS, day=today(), report_id="u"),
            ],
            read_later=False,
        )
    with system_actor("test"):
        process_messages(Message.objects.filter(state=State.RECEIVED).order_by("pk"))
        cast.messages = list(Message.objects.order_by("pk"))
    return cast


def detail_pages(cast):
    domain = f"/dmarc/domains/{cast.domain.public_id}/"
    report_page = "/dmarc/reports/" + cast.messages[0].outcomes[0]["report"] + "/"
    return [
        "/dmarc/",
        "/dmarc/domains/",
        domain,
        f"{domain}map/",
        *(f"{domain}{tab}/" for tab in ("sources", "records", "reporters", "countries", "days")),
        "/dmarc/reports/",
        report_page,
        f"{report_page}records/",
    ]


def receiving_pages(cast):
    return [
        "/dmarc/upload/",
        "/dmarc/files/",
        *(f"/dmarc/files/{m.public_id}/" for m in cast.messages),
        "/dmarc/unknown-domains/",
        "/dmarc/domains/register/",
        "/dmarc/metrics/",
    ]


def test_the_partner_sees_every_page(stored, signed):
    client = signed("northgate", role="owner")
    for address in [*detail_pages(stored), *receiving_pages(stored)]:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)


def test_the_customer_sees_its_domain(stored, signed):
    client = signed("harbour", role="viewer")
    for address in detail_pages(stored):
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)
    page = client.get(f"/dmarc/domains/{stored.domain.public_id}/").content.decode()
    assert "203.0.113.9" in page
    assert "208" in page


@pytest.mark.parametrize("who", ["meridian", "nucleus", "kestrel", "bakery", "polder", "mill"])
def test_nobody_else_sees_a_trace_of_it(stored, signed, who):
    client = signed(who, role="administrator" if who == "nucleus" else "owner")
    for address in [*detail_pages(stored), *receiving_pages(stored)]:
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        assert stored.domain.public_id not in answer.content.decode()
        assert "203.0.113.9" not in answer.content.decode()
        if answer.status_code == 200:
            assert "harbour.example" not in answer.content.decode(), address


def test_above_the_partner_figures_add_up(stored, signed):
    for who, role in (("meridian", "viewer"), ("nucleus", "auditor")):
        page = signed(who, role=role).get("/dmarc/metrics/?days=7").content.decode()
        assert "208" in page
        assert "200" in page


def test_pages_cost_the_same_for_more_rows(stored, signed, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed("northgate", role="owner")
    counts = {}
    for address in detail_pages(stored):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as first:
            client.get(address)
        counts[address] = len(first)
    with stored.acting("northgate", role="owner"):
        for n in range(3):
            register_domain(organization=stored.bakery, name=f"more{n}.example")
        take_files(
            organization=stored.northgate,
            files=[
                report(
                    "harbour.example",
                    [*ROWS, row(f"192.0.2.{n}", 9, header_from="x.harbour.example")],
                    day=today(),
                    report_id=f"m{n}",
                    org=f"r{n}.example",
                )
                for n in range(5)
            ],
            read_later=False,
        )
    with system_actor("test"):
        process_messages(Message.objects.filter(state=State.RECEIVED).order_by("pk"))
    for address, before in counts.items():
        client.get(address)  # the brand's look is read again every few seconds
        with CaptureQueriesContext(connection) as after:
            client.get(address)
        assert (address, len(after)) == (address, before)


def test_a_file_whose_bytes_are_lost_says_so_and_stays_out_of_strangers_sight(stored, signed, settings):
    quarantined = next(m for m in stored.messages if m.state == State.QUARANTINED)
    address = f"/dmarc/files/{quarantined.public_id}/raw/"
    owner = signed("northgate", role="owner")
    assert owner.get(address).getvalue() == b"<feedback>"
    path_of(quarantined.sha256).unlink()
    answer = owner.get(address)
    assert (answer.status_code, "restore them from a backup" in answer.content.decode()) == (410, True)
    assert signed("mill", role="owner").get(address).status_code == 404
    assert owner.get(f"/dmarc/files/{quarantined.public_id}/").status_code == 200
