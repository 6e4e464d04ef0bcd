"""The reports are the same on every run, read without a repair, and say what the truth says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter

import pytest

from nucleus.demo import dialects, domains, stories
from nucleus.demo.domains import case_of, cases
from nucleus.demo.reports import Totals, reports_for, truth
from nucleus.demo.sources import SENDERS, Outcome, Signature
from nucleus.demo.stories import sheets, split, verdicts
from nucleus.dmarc.parsing import read_bytes

ANCHOR = dt.date(2026, 3, 10)
BIG = "van-rossem-logistiek.example"
KINDS = {
    ("pass", "pass"): "both",
    ("pass", "fail"): "dkim_only",
    ("fail", "pass"): "spf_only",
    ("fail", "fail"): "failed",
}


def day(age):
    return ANCHOR - dt.timedelta(days=age)


def parsed(domain, age):
    """Totals as the reader of the house finds them in the files."""
    totals, found = Totals(), Counter()
    for name, content in reports_for(domain, day(age), anchor=ANCHOR):
        reading = read_bytes(content, name=name)
        assert (reading.status, reading.repairs, len(reading.reports)) == ("ok", (), 1), name
        report = reading.reports[0]
        assert report.policy.domain == domain
        assert dt.datetime.fromtimestamp(report.begin, dt.UTC).date() == day(age)
        totals.reports += 1
        totals.records += len(report.records)
        totals.messages += report.messages
        for row in report.records:
            kind = KINDS[row.dkim, row.spf]
            setattr(totals, kind, getattr(totals, kind) + row.count)
            found[row.disposition] += row.count
            assert row.header_from == domain or row.header_from.endswith("." + domain)
    totals.dispositions = dict(found)
    return totals


@pytest.mark.parametrize("age", [-2, 1, 23, 55, 90])
def test_truth_equals_what_is_read(age):
    for case in cases():
        assert parsed(case.name, age) == truth(case.name, day(age), anchor=ANCHOR), case.name


def test_files_are_the_same_on_every_run():
    first = list(reports_for(BIG, day(20), anchor=ANCHOR))
    for cached in (stories.addresses, stories.receivers, dialects._frame, domains.cases, domains.case_of):
        cached.cache_clear()
    assert list(reports_for(BIG, day(20), anchor=ANCHOR)) == first


def test_xml_is_the_same_on_every_machine():
    sheet = next(sheets(BIG, day(20), ANCHOR))
    digest = hashlib.sha256(dialects.write(sheet, BIG, day(20))).hexdigest()
    assert digest[:16] == "ee5a939cb3cea2d8"


def test_history_stays_small_enough_to_import_fast():
    reports = records = 0
    for case in cases():
        for age in range(1, 91, 9):
            totals = truth(case.name, day(age), anchor=ANCHOR)
            reports, records = reports + totals.reports, records + totals.records
    assert 800 < reports < 1050
    assert 9000 < records < 14000


def test_every_wrapping_and_generation_occurs():
    names, generations = Counter(), Counter()
    for case in cases():
        for name, content in reports_for(case.name, day(5), anchor=ANCHOR):
            names[name.rpartition(".")[2]] += 1
            generations[read_bytes(content, name=name).reports[0].generation] += 1
    assert names.keys() == {"zip", "gz", "eml", "xml"}
    assert generations.keys() == {"7489", "9990"}


def test_a_reporter_left_out_is_missing_in_files_and_truth():
    every = dict(reports_for(BIG, day(1), anchor=ANCHOR))
    fewer = dict(reports_for(BIG, day(1), anchor=ANCHOR, leave_out={"google"}))
    missing = set(every) - set(fewer)
    assert [name.partition("!")[0] for name in missing] == ["google.com"]
    assert all(every[name] == content for name, content in fewer.items())
    all_told, without = truth(BIG, day(1), anchor=ANCHOR), truth(BIG, day(1), anchor=ANCHOR, leave_out={"google"})
    left = read_bytes(every[missing.pop()]).reports[0]
    assert all_told.messages - without.messages == left.messages
    assert all_told.reports - without.reports == 1


def sent_by(network, domain, age):
    """Messages that came from a network's senders."""
    outcomes = {id(o) for s in SENDERS.values() if s.network == network for o in s.outcomes}
    return sum(r.messages for s in sheets(domain, day(age), ANCHOR) for r in s.rows if id(r.outcome) in outcomes)


def test_campaign_lasts_eight_days():
    ages = [age for age in range(1, 91) if sent_by("spoof-americas", BIG, age)]
    assert set(ages) <= set(range(20, 28))
    assert len(ages) >= 5
    countries = [
        n for n in ("spoof-asia", "spoof-americas", "spoof-africa", "spoof-rented") if sent_by(n, BIG, ages[0])
    ]
    assert len(countries) == 4


def test_scanner_is_repaired_half_way():
    scanner = {id(o) for o in SENDERS["scanner"].outcomes}
    repaired = {id(o) for o in SENDERS["scanner-fixed"].outcomes}
    before, after = set(), set()
    for age in range(1, 91):
        for sheet in sheets(BIG, day(age), ANCHOR):
            for row in sheet.rows:
                if id(row.outcome) in scanner:
                    before.add((age, row.source))
                elif id(row.outcome) in repaired:
                    after.add((age, row.source))
    assert min(age for age, _ in before) > max(age for age, _ in after)
    assert len({source for _, source in before | after}) == 1


def test_raising_the_policy_shows_in_the_dispositions():
    def failing(age):
        totals = truth(BIG, day(age), anchor=ANCHOR).dispositions
        return {k for k, v in totals.items() if v and k not in {"none", "pass"}}

    assert [case_of(BIG).step(age).p for age in (90, 63, 62, 50, 19, 18, 1, -30)] == [
        "none", "none", "quarantine", "quarantine", "quarantine", "reject", "reject", "reject",
    ]  # fmt: skip
    assert [failing(age) for age in (70, 55, 40, 10)] == [set(), {"quarantine"}, {"quarantine"}, {"reject"}]


LOST = Outcome(1.0, (), "{domain}", "fail")
LISTED = Outcome(1.0, (Signature("list.example", "l"),), "list.example", "pass", ("mailing_list", ""))
FORWARDED = Outcome(1.0, (Signature("{domain}", "s"),), "{domain}", "fail", ("forwarded", ""))


def test_verdicts():
    half = domains.Step(0, "reject", 50)
    assert list(verdicts(LOST, 5, domains.Step(0, "none"), "7489")) == [("none", ("", ""), 5)]
    assert list(verdicts(LOST, 5, domains.Step(0, "reject"), "7489")) == [("reject", ("", ""), 5)]
    assert list(verdicts(LOST, 5, half, "7489")) == [("reject", ("", ""), 2), ("quarantine", ("sampled_out", ""), 3)]
    assert list(verdicts(LOST, 1, half, "7489")) == [("quarantine", ("sampled_out", ""), 1)]
    assert list(verdicts(LOST, 5, half, "9990")) == [("reject", ("", ""), 5)]
    assert list(verdicts(LISTED, 5, half, "7489")) == [("none", ("mailing_list", ""), 5)]
    assert list(verdicts(FORWARDED, 5, half, "7489")) == [("none", ("forwarded", ""), 5)]
    assert list(verdicts(FORWARDED, 5, half, "9990")) == [("pass", ("other", "forwarded"), 5)]
    assert list(verdicts(LOST, 0, half, "7489")) == []


def test_alignment_follows_the_watched_domain():
    assert (LOST.dkim_aligned, LOST.spf_aligned, LOST.passes) == (False, False, False)
    assert (LISTED.dkim_aligned, LISTED.spf_aligned) == (False, False)
    assert (FORWARDED.dkim_aligned, FORWARDED.spf_aligned, FORWARDED.passes) == (True, False, True)
    below = Outcome(1.0, (), "bounce.{domain}")
    assert (below.dkim_aligned, below.spf_aligned) == (False, True)


def test_split_loses_nothing():
    dice = stories.seeded("split")
    for count in (0, 1, 2, 17, 1000):
        assert sum(split(count, (0.5, 0.3, 0.2), dice)) == count


def test_unknown_domain_raises():
    with pytest.raises(KeyError):
        list(reports_for("nobody.example", day(1), anchor=ANCHOR))
