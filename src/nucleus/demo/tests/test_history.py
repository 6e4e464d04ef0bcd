"""The history as the house counts it: equal to the truth, day by day, and repeatable."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter

import orjson

from nucleus.demo.banner import filling_banner
from nucleus.demo.build import build_demo
from nucleus.demo.cast import MAIN
from nucleus.demo.domains import cases, unregistered
from nucleus.demo.drops import DROPS, drops_folder, held_out, write_reports
from nucleus.demo.history import files_of, fill_day, filled_days, missing_days, note_filled, note_wanted
from nucleus.demo.jobs import fill_history
from nucleus.demo.oddities import oddities_for
from nucleus.demo.reports import Totals, reports_for, truth
from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.models import Message, PendingReport, Source, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.parsing import read_bytes
from nucleus.dmarc.rollups.models import DomainDay
from nucleus.kernel.actor import Tier, system_actor
from nucleus.kernel.clock import today
from nucleus.platform.jobs.models import JobRun
from nucleus.platform.tree.models import Organization

EPOCH = dt.date(1970, 1, 1)
ANCHOR = dt.date(2026, 3, 10)


def counted(day):
    """What the house counted for the day, by domain, in the shape of the truth."""
    with system_actor("test"):
        found = DomainDay.objects.filter(day=(day - EPOCH).days).select_related("domain")
        return {
            d.domain.name: (
                d.reports,
                d.messages,
                d.aligned,
                d.dkim_only,
                d.spf_only,
                d.failed,
                d.quarantined,
                d.rejected,
            )
            for d in found
        }


def shape(totals: Totals):
    seen = totals.dispositions.get
    return (
        totals.reports,
        totals.messages,
        totals.both,
        totals.dkim_only,
        totals.spf_only,
        totals.failed,
        seen("quarantine", 0),
        seen("reject", 0),
    )


def true(day, anchor, *, held):
    left = {c.name: held_out(c.name) if held else () for c in cases()}
    found = {c.name: truth(c.name, day, anchor=anchor, leave_out=left[c.name]) for c in cases()}
    return {name: shape(totals) for name, totals in found.items() if totals.reports}


def test_a_filled_day_is_counted_as_it_truly_was_and_only_once(demo):
    anchor, day = today(), today() - dt.timedelta(days=23)
    with system_actor("test"):
        taken = fill_day(day, anchor, hold_out=False)
    assert counted(day) == true(day, anchor, held=False)
    assert taken == sum(len(files) for files in files_of(day, anchor, hold_out=False).values())
    with system_actor("test"):
        assert fill_day(day, anchor, hold_out=False) == taken
        assert Message.objects.count() == taken
    assert counted(day) == true(day, anchor, held=False)


def test_dropping_the_ready_files_changes_the_numbers_of_yesterday(demo):
    anchor, day = today(), today() - dt.timedelta(days=1)
    fill_history(days=[str(day)], anchor=str(anchor), hold_out=str(day))
    before = true(day, anchor, held=True)
    assert (counted(day), filled_days()) == (before, {day})
    files = [(path.name, path.read_bytes()) for path in sorted(drops_folder().iterdir())]
    assert len(files) == len(DROPS) == 5
    with system_actor("test"):
        partner = Organization.objects.get(slug=MAIN[Tier.PARTNER])
        process_messages(take_files(organization=partner, files=files, source=Source.UPLOAD, read_later=False))
        assert set(Message.objects.filter(source=Source.UPLOAD).values_list("state", flat=True)) == {State.STORED}
    after = true(day, anchor, held=False)
    assert counted(day) == after
    assert {name for name, totals in after.items() if totals != before[name]} == {domain for domain, _, _ in DROPS}


def test_ready_files_are_whole_reports_of_their_day(data_dir):
    day = dt.date(2026, 3, 9)
    files = write_reports(day, ANCHOR)
    assert sorted(path.suffix for path in files) == [".eml", ".gz", ".gz", ".xml", ".zip"]
    for path in files:
        reading = read_bytes(path.read_bytes(), name=path.name)
        begin = dt.datetime.fromtimestamp(reading.reports[0].begin, dt.UTC)
        assert (reading.status, len(reading.reports), begin.date()) == ("ok", 1, day)


def test_ready_files_follow_the_day_and_leave_other_files_alone(data_dir):
    folder = drops_folder()
    first = write_reports(dt.date(2026, 3, 9), ANCHOR)
    (folder / "mine.xml").write_text("kept")
    second = write_reports(dt.date(2026, 3, 11), ANCHOR)
    assert set(first) & set(second) == set()
    assert set(folder.iterdir()) == {*second, folder / "mine.xml"}


def test_every_ready_file_exists_on_every_day(data_dir):
    for back in range(-14, 14):
        assert len(write_reports(ANCHOR - dt.timedelta(days=back), ANCHOR)) == len(DROPS)


def test_days_are_noted_and_missing_ones_named_newest_first(data_dir):
    yesterday = ANCHOR - dt.timedelta(days=1)
    days = missing_days(ANCHOR, yesterday)
    assert days == [ANCHOR - dt.timedelta(days=back) for back in range(1, 91)]
    note_filled(days[1])
    note_filled(days[0])
    assert filled_days() == {days[0], days[1]}
    assert orjson.loads((data_dir / "demo-history.json").read_bytes()) == {
        "wanted": 0,
        "filled": [str(days[1]), str(days[0])],
    }
    assert missing_days(ANCHOR, yesterday) == days[2:]
    assert missing_days(ANCHOR, ANCHOR + dt.timedelta(days=1)) == [ANCHOR + dt.timedelta(days=1), ANCHOR, *days[2:]]


def test_the_job_passes_over_filled_days(demo):
    day = today() - dt.timedelta(days=40)
    note_filled(day)
    fill_history(days=[str(day)], anchor=str(today()), hold_out="")
    assert counted(day) == {}
    with system_actor("test"):
        assert Message.objects.count() == 0


def test_pages_say_how_far_it_is_until_all_days_are_in(data_dir, settings):
    def said():
        return [banner.text for banner in filling_banner(None)]

    settings.DEMO = True
    assert said() == []
    note_wanted(2)
    assert said() == ["The reports of this demo are coming in, the newest first: 0 of 2 days so far."]
    note_filled(dt.date(2026, 3, 9))
    assert said() == ["The reports of this demo are coming in, the newest first: 1 of 2 days so far."]
    settings.DEMO = False
    assert said() == []
    settings.DEMO = True
    note_filled(dt.date(2026, 3, 8))
    assert said() == []


def test_a_later_start_orders_only_what_is_missing(demo):
    with system_actor("test"):
        run = JobRun.objects.get()
        for day in run.arguments["days"][:88]:
            note_filled(dt.date.fromisoformat(day))
        JobRun.objects.update(state="done")
        build_demo("http://127.0.0.1:8123", io.StringIO())
        assert JobRun.objects.latest("id").arguments["days"] == run.arguments["days"][88:]
        assert JobRun.objects.count() == 2


def test_mailbox_holds_an_unknown_domain_and_a_report_in_quarantine(demo):
    anchor, partner = today(), MAIN[Tier.PARTNER]
    unknown = unregistered()[0].name
    days = [anchor - dt.timedelta(days=back) for back in range(1, 91)]
    reports = next(files for day in days if (files := list(reports_for(unknown, day, anchor=anchor))))
    odd = [file for day in days for mailbox, file in oddities_for(day, anchor) if mailbox == partner]
    assert all(file in files_of(days[1], anchor, hold_out=False)[partner] for file in odd[:1])
    with system_actor("test"):
        owner = Organization.objects.get(slug=partner)
        process_messages(take_files(organization=owner, files=[*reports, *odd], source=Source.DEMO, read_later=False))
        found = Counter(Message.objects.values_list("state", "reason"))
        waiting = set(PendingReport.objects.values_list("name", "organization__slug"))
    assert found == {("unknown", "unknown-domain"): len(reports), ("quarantined", "date_unclear"): len(odd)}
    assert (len(odd), waiting) == (2, {(unknown, partner)})
