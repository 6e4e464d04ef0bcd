"""Storing a batch: what the newest report says of a domain, long names, and the narrow writes."""

from __future__ import annotations

import datetime as dt

import pytest

from nucleus.dmarc.domains.commands import register_domain
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.parsing.facts import AggregateReport, AuthResult, Policy, Record
from nucleus.dmarc.reports.commands import store_reports
from nucleus.dmarc.reports.models import RecordRow
from nucleus.dmarc.reports.storing import Parcel
from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import ScopeViolation
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.bulk import update_rows

DAY = 86_400


def report(number, *, day=20_000, p="none", envelope=""):
    auth = (AuthResult("spf", "harbour.example", "", "mfrom", "pass", ""),)
    row = Record("192.0.2.1", number, "none", "pass", "pass", (), "harbour.example", envelope, "", auth)
    policy = Policy("harbour.example", p, "", "", None, "", "r", "s", "", "")
    return AggregateReport(
        org="reporter.example", email="", extra_contact="", report_id=f"r{number}", errors=(), generator="", version="",
        begin=day * DAY, end=day * DAY + DAY - 1, policy=policy, generation="7489", records=(row,),
    )  # fmt: skip


@pytest.fixture
def harbour(cast):
    with cast.acting("northgate", role="owner"):
        return register_domain(organization=cast.harbour, name="harbour.example")


def store(domain, *reports):
    with system_actor("test"), write_transaction():
        parcels = [Parcel(one, domain, {domain.name: domain.pk}) for one in reports]
        touched = store_reports(parcels=parcels)
    return touched, [parcel.outcome for parcel in parcels]


def test_the_newest_report_says_what_the_policy_is_in_whatever_order_they_come(harbour):
    touched, outcomes = store(harbour, report(1, day=20_001, p="reject"), report(2, day=20_000, p="none"))
    assert touched == {(harbour.pk, 20_001), (harbour.pk, 20_000)}
    assert outcomes == ["stored", "stored"]
    store(harbour, report(3, day=19_999, p="quarantine"))
    with system_actor("test"):
        domain = Domain.objects.get()
    assert (domain.policy, domain.alignment) == ("reject", "rs")
    assert domain.policy_seen_at == domain.last_report_at == dt.datetime.fromtimestamp(20_002 * DAY - 1, tz=dt.UTC)


def test_a_name_longer_than_its_column_is_cut_and_counted(harbour):
    store(harbour, report(7, envelope="x" * 300))
    with system_actor("test"):
        assert list(RecordRow.objects.values_list("envelope_from__text", "count")) == [("x" * 255, 7)]


def test_the_same_batch_twice_is_stored_once(harbour):
    store(harbour, report(1), report(2))
    assert store(harbour, report(1), report(2)) == (set(), ["duplicate", "duplicate"])
    with system_actor("test"):
        assert RecordRow.objects.count() == 2


def test_rows_are_written_in_bulk_by_the_software_only(cast, harbour):
    harbour.policy = "reject"
    with cast.acting("northgate", role="owner"), pytest.raises(ScopeViolation):
        update_rows([harbour], ["policy"])
    with system_actor("test"):
        with pytest.raises(ScopeViolation):
            update_rows([harbour], ["organization_id"])
        update_rows([harbour], ["policy"])
        update_rows([], ["policy"])
        assert Domain.objects.get().policy == "reject"
