"""From received bytes to counted records: once, attributed, and never lost."""

from __future__ import annotations

import pytest

from nucleus.dmarc.domains.commands import register_domain
from nucleus.dmarc.intake.commands import retry_message, take_files
from nucleus.dmarc.intake.models import Message, PendingReport, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.reports.models import RecordRow, Report, Source
from nucleus.dmarc.rollups.models import CountryDay, DomainDay, OrganizationDay, OrganizationDomains, SourceDay
from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Denied, Invalid, Refused

from .reports import report, row

ROWS = [
    row(count=5),
    row("198.51.100.7", 3, spf="fail"),
    row("203.0.113.9", 2, dkim="fail", spf="fail", disposition="reject"),
]


@pytest.fixture
def harbour(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with cast.acting("northgate", role="owner"):
        register_domain(organization=cast.harbour, name="harbour.example")
    return cast


def take(cast, who, *files, organization=None):
    with cast.acting(who, role="owner"):
        messages = take_files(organization=cast.organizations[organization or who], files=list(files), read_later=False)
    with system_actor("test"):
        process_messages(Message.objects.filter(pk__in=[m.pk for m in messages], state=State.RECEIVED).order_by("pk"))
        return list(Message.objects.filter(pk__in=[m.pk for m in messages]).order_by("pk"))


def day_sums(cast, who="northgate"):
    with cast.acting(who):
        return [
            (s.reports, s.messages, s.aligned, s.dkim_only, s.spf_only, s.failed, s.quarantined, s.rejected)
            for s in DomainDay.objects.all()
        ]


def test_a_report_is_stored_and_counted(harbour):
    (message,) = take(harbour, "harbour", report("harbour.example", ROWS, packed=True))
    assert (message.state, message.reports, message.volume) == (State.STORED, 1, 10)
    assert day_sums(harbour) == [(1, 10, 5, 3, 0, 2, 0, 2)]
    with harbour.acting("harbour"):
        assert [r.messages for r in Report.objects.all()] == [10]
        assert sorted(RecordRow.objects.values_list("source__ip", "count")) == [
            ("192.0.2.1", 5), ("198.51.100.7", 3), ("203.0.113.9", 2),
        ]  # fmt: skip
        assert SourceDay.objects.count() == 3
        assert CountryDay.objects.count() == 1


def test_above_the_partner_there_are_metrics_and_nothing_else(harbour):
    take(harbour, "harbour", report("harbour.example", ROWS))
    for who in ("meridian", "nucleus"):
        with harbour.acting(who):
            assert [(o.messages, o.passed, o.failed, o.rejected) for o in OrganizationDay.objects.all()] == [
                (10, 8, 2, 2)
            ]
            assert [(o.domains, o.none) for o in OrganizationDomains.objects.all()] == [(1, 1)]
            for model in (Report, RecordRow, DomainDay, SourceDay, CountryDay, Message):
                assert model.objects.count() == 0
    for who in ("polder", "kestrel", "bakery", "mill"):
        with harbour.acting(who):
            for model in (Report, RecordRow, DomainDay, OrganizationDay, OrganizationDomains):
                assert model.objects.count() == 0


def test_the_same_bytes_are_one_message_and_the_same_report_is_counted_once(harbour):
    name, data = report("harbour.example", ROWS)
    (first,) = take(harbour, "harbour", (name, data))
    (again,) = take(harbour, "harbour", ("other name.xml", data))
    assert first.pk == again.pk
    (packed,) = take(harbour, "harbour", report("harbour.example", ROWS, packed=True))
    assert packed.state == State.DUPLICATE
    assert day_sums(harbour) == [(1, 10, 5, 3, 0, 2, 0, 2)]


def test_a_resend_that_differs_is_kept_and_not_counted(harbour):
    take(harbour, "harbour", report("harbour.example", ROWS))
    (other,) = take(harbour, "harbour", report("harbour.example", [row(count=900)]))
    assert (other.state, other.reason) == (State.DUPLICATE, "differs")
    assert day_sums(harbour) == [(1, 10, 5, 3, 0, 2, 0, 2)]
    with harbour.acting("harbour"):
        assert sorted(Report.objects.values_list("messages", "counted")) == [(10, True), (900, False)]


def test_rows_go_to_the_longest_registered_from_domain(harbour):
    with harbour.acting("northgate", role="owner"):
        register_domain(organization=harbour.harbour, name="news.harbour.example")
    rows = [row(count=4), row(count=6, header_from="a.news.harbour.example")]
    take(harbour, "harbour", report("harbour.example", rows))
    with harbour.acting("harbour"):
        assert sorted(DomainDay.objects.values_list("domain__name", "messages")) == [
            ("harbour.example", 4), ("news.harbour.example", 6),
        ]  # fmt: skip


def test_an_unknown_domain_waits_with_its_owner_and_counts_when_registered(harbour):
    (message,) = take(harbour, "northgate", report("late.example", ROWS))
    assert message.state == State.UNKNOWN
    with harbour.acting("northgate"):
        assert [(p.name, p.volume) for p in PendingReport.objects.all()] == [("late.example", 10)]
    with harbour.acting("northgate", role="owner"):
        register_domain(organization=harbour.bakery, name="late.example")
    with system_actor("test"):
        waiting = Message.objects.filter(state=State.RECEIVED)
        assert [m.pk for m in waiting] == [message.pk]
        process_messages(waiting)
    with harbour.acting("bakery"):
        assert DomainDay.objects.get().messages == 10
    with harbour.acting("northgate"):
        assert PendingReport.objects.count() == 0


def test_a_foreign_domain_answers_like_an_unknown_one(harbour):
    (foreign,) = take(harbour, "delta", report("harbour.example", ROWS))
    (unknown,) = take(harbour, "delta", report("nobody.example", ROWS))
    assert (foreign.state, foreign.reason) == (unknown.state, unknown.reason) == (State.UNKNOWN, "unknown-domain")
    assert foreign.explanation.replace("harbour", "nobody") == unknown.explanation
    assert day_sums(harbour) == []


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.xml", b"", "empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, ""),
        ("cut.xml", b"<feedback><report_meta", ""),
    ],
)
def test_what_cannot_be_read_waits_in_quarantine_with_a_reason(harbour, name, data, word):
    (message,) = take(harbour, "harbour", (name, data))
    assert message.state == State.QUARANTINED
    assert message.reason
    assert word in message.explanation.lower()
    assert len(message.explanation) > 8
    with harbour.acting("harbour", role="owner"):
        assert retry_message(message=message).state == State.RECEIVED


def test_one_bad_file_does_not_hold_up_the_others(harbour):
    messages = take(
        harbour,
        "harbour",
        ("bad.xml", b"<oops"),
        report("harbour.example", ROWS),
        report("harbour.example", [row()], report_id="r2"),
    )
    assert [m.state for m in messages] == [State.QUARANTINED, State.STORED, State.STORED]
    assert day_sums(harbour) == [(2, 11, 6, 3, 0, 2, 0, 2)]


def test_a_stored_file_is_not_read_again(harbour):
    (message,) = take(harbour, "harbour", report("harbour.example", ROWS))
    with harbour.acting("harbour", role="owner"), pytest.raises(Refused):
        retry_message(message=message)


def test_only_owner_and_partner_register(harbour):
    with harbour.acting("meridian", role="owner"), pytest.raises(Denied):
        register_domain(organization=harbour.harbour, name="x.example")
    with harbour.acting("harbour", role="owner"), pytest.raises(Invalid) as caught:
        register_domain(organization=harbour.harbour, name="harbour.example")
    assert list(caught.value.errors) == ["name"]


def test_sources_are_named_offline(harbour):
    take(harbour, "harbour", report("harbour.example", [row("2a01:111:f403::1"), row("not an address", 2)]))
    with system_actor("test"):
        assert sorted(Source.objects.values_list("ip", flat=True)) == ["", "2a01:111:f403::1"]


def test_a_file_whose_bytes_are_lost_says_so_and_holds_nobody_up(harbour, settings):
    with harbour.acting("harbour", role="owner"):
        lost, fine = take_files(
            organization=harbour.harbour,
            files=[("lost.xml", b"<feedback>"), report("harbour.example", ROWS)],
            read_later=False,
        )
    (settings.MEDIA_ROOT / lost.sha256[:2]).rename(settings.MEDIA_ROOT / "gone")
    with system_actor("test"):
        process_messages(Message.objects.filter(pk__in=[lost.pk, fine.pk]).order_by("pk"))
        assert list(Message.objects.order_by("pk").values_list("state", "reason")) == [
            (State.QUARANTINED, "bytes-missing"), (State.STORED, ""),
        ]  # fmt: skip
