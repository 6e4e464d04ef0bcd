"""The table of variants, read one by one."""

import pytest

from nucleus.dmarc.parsing import read_bytes
from nucleus.dmarc.parsing.tests.building import BEGIN, END, NAME, NEW_REPORT, report
from nucleus.dmarc.parsing.tests.variants import VARIANTS


def test_each_variant_has_a_name_of_its_own():
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_variant(variant):
    reading = read_bytes(variant.data, variant.file)
    rows = sum(len(report.records) for report in reading.reports)
    messages = sum(report.messages for report in reading.reports)
    assert (reading.status, rows, messages) == (variant.status, variant.rows, variant.messages), reading
    codes = [reading.reason] if variant.status == "quarantined" else [repair.code for repair in reading.repairs]
    assert [code for code in codes if code == variant.code] == ([variant.code] if variant.code else []), reading
    assert bool(reading.message) == (variant.status == "quarantined")
    assert bool(codes) == (variant.status != "ok")


def test_values_of_the_sound_report():
    (found,) = read_bytes(report(), NAME).reports
    assert (found.org, found.email, found.report_id) == ("Receiver Example", "reports@receiver.example", "r-1")
    assert (found.begin, found.end, found.generation) == (BEGIN, END, "7489")
    policy = found.policy
    assert (policy.domain, policy.p, policy.sp, policy.pct) == ("customer.example", "reject", "none", 100)
    first, second = found.records
    assert first.source_ip == "192.0.2.7"
    assert second.source_ip == "2001:db8::7"
    assert first[1:9] == (3, "none", "pass", "fail", (), "customer.example", "", "")
    assert first.auth == (
        ("dkim", "customer.example", "s1", "", "pass", ""),
        ("spf", "bounce.example", "", "mfrom", "softfail", ""),
    )
    assert first.auth is second.auth


def test_rfc_9990_keeps_its_disposition():
    (found,) = read_bytes(NEW_REPORT.encode()).reports
    assert found.generation == "9990"
    assert [record.disposition for record in found.records] == ["pass", "pass"]
    assert (found.policy.np, found.policy.testing, found.policy.discovery_method) == ("reject", "y", "treewalk")


def test_the_quick_way_and_the_long_way_give_equal_reports():
    quick = read_bytes(report()).reports
    assert read_bytes(report(("<feedback>", "<feedback><!-- the long way -->"))).reports == quick


def test_a_refused_row_is_named():
    reading = read_bytes(report(("<count>4<", "<count>four<")))
    assert reading.message == "Row 2 is not clear: its count “four” is no number of messages."


def test_repairs_name_the_rows():
    reading = read_bytes(report(("<result>softfail<", "<result>hardfail<")))
    assert [(repair.code, repair.detail) for repair in reading.repairs] == [
        ("result_word", "result “hardfail” read as fail (row 1, 2)")
    ]


def test_mapped_addresses_and_ports():
    change = "<source_ip>192.0.2.7</source_ip>"
    for text, expected in (
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("IPv6:2001:db8::1", "2001:db8::1"),
        ("192.0.2.7:25", "192.0.2.7"),
        ("010.1.1.1", ""),
    ):
        reading = read_bytes(report((change, f"<source_ip>{text}</source_ip>")))
        assert reading.reports[0].records[0].source_ip == expected
