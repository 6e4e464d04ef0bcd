"""Mails of notices over a real server: at once, after quiet hours, as summaries, bounded, and never twice."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection

from nucleus.kernel.actor import system_actor
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.models import JobRun
from nucleus.platform.jobs.worker import run_everything
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.tests.test_mail import Inbox, PlainController
from nucleus.platform.notices.commands import choose_channels, read_all_notices
from nucleus.platform.notices.delivery import deliver_due, mail_person
from nucleus.platform.notices.jobs import deliver_mails
from nucleus.platform.notices.models import Notice

NOON = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)  # a Tuesday


@pytest.fixture
def inbox(monkeypatch):
    handler = Inbox()
    controller = PlainController(handler)
    controller.start()
    monkeypatch.setenv("NUCLEUS_MAIL_URL", f"smtp://127.0.0.1:{controller.port}")
    monkeypatch.setenv("NUCLEUS_MAIL_FROM", "nucleus@company.test")
    monkeypatch.setenv("NUCLEUS_URL", "https://portal.company.test")
    yield handler
    controller.stop()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person(someone):
    """Somebody who wants everything by mail."""
    made = someone("northgate")
    with made.acting():
        choose_channels(mail_organization=True)
    return made


def wants(person, **choice):
    with person.acting():
        choose_channels(**choice)


def deliver():
    """The scheduled run, and the mails that it orders."""
    deliver_mails()
    run_everything()


def subjects(inbox):
    return [message["Subject"] for message in inbox.messages]


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_at_once_with_head_and_the_way_to_the_preferences(clock, ring, person, inbox):
    ring("northgate")
    run_everything()
    (message,) = inbox.messages
    (notice,) = person.notices()
    assert (message["To"], message["Subject"]) == (person.user.email, "Anna rang 1 times.")
    text = text_of(message)
    for part in (
        "Anna rang 1 times.\n10 Nov 2026, 12:00\n",
        f"https://portal.company.test/notices/{notice.public_id}/",
        "https://portal.company.test/notices/preferences/",
    ):
        assert part in text
    assert (
        f'href="https://portal.company.test/notices/{notice.public_id}/"' in message.get_body(("html",)).get_content()
    )
    with system_actor("test"):
        assert OutgoingMail.objects.get().organization_id == person.member.organization_id
    assert (notice.mail_at, notice.mailed_at) == (None, NOON)


def test_texts_of_strangers_are_escaped_and_headers_stay_whole(clock, ring, person, inbox):
    ring("northgate", name="<b>x</b>\r\nBcc: all@example.test")
    run_everything()
    (message,) = inbox.messages
    assert (message["Bcc"], "<b>x</b>" in message.get_body(("html",)).get_content()) == (None, False)
    assert message["Subject"] == "<b>x</b> Bcc: all@example.test rang 1 times."


def test_nothing_is_sent_twice(clock, ring, person, inbox):
    ring("northgate")
    run_everything()
    deliver()
    clock.shift(dt.timedelta(hours=1))
    deliver()
    ring("northgate")  # the same, still unread: counted, and mailed again after a day at the earliest
    deliver()
    assert len(inbox.messages) == 1
    clock.shift(dt.timedelta(hours=24))
    ring("northgate")
    deliver()
    assert subjects(inbox) == ["Anna rang 1 times.", "Anna rang 3 times."]


def test_quiet_hours_keep_it_until_they_end(clock, ring, person, inbox):
    wants(person, is_quiet=True, quiet_from="20:00", quiet_to="07:00", quiet_days=[1, 2, 3, 4, 5, 6, 7])
    clock.move_to(NOON.replace(hour=23))
    ring("northgate")
    ring("northgate", about="b")
    deliver()
    clock.move_to(NOON.replace(day=11, hour=6, minute=59))
    deliver()
    assert subjects(inbox) == []
    clock.move_to(NOON.replace(day=11, hour=7))
    deliver()
    assert subjects(inbox) == ["2 notices from Northgate"]


def test_quiet_hours_are_those_of_the_persons_zone(clock, ring, someone, inbox):
    person = someone("northgate", zone="America/New_York")
    wants(person, mail_organization=True, is_quiet=True, quiet_from="20:00", quiet_to="07:30")
    clock.move_to(NOON.replace(hour=12, minute=29))  # 07:29 there
    ring("northgate")
    deliver()
    assert subjects(inbox) == []
    clock.move_to(NOON.replace(hour=12, minute=30))
    deliver()
    assert subjects(inbox) == ["Anna rang 1 times."]


def test_quiet_hours_that_are_chosen_while_it_waits_hold_too(clock, ring, person, inbox):
    ring("northgate")
    wants(person, is_quiet=True, quiet_from="11:00", quiet_to="13:00")
    run_everything()
    assert subjects(inbox) == []
    clock.move_to(NOON.replace(hour=13))
    deliver()
    assert subjects(inbox) == ["Anna rang 1 times."]


def test_urgent_ones_about_the_own_account_wait_for_nothing(clock, ring, person, inbox):
    wants(person, timing="weekly", is_quiet=True, quiet_from="11:00", quiet_to="13:00")
    ring("northgate", who=person)
    run_everything()
    assert subjects(inbox) == ["Somebody is at your door."]


def test_a_daily_summary_comes_at_its_hour_once_however_often_the_job_runs(clock, ring, person, inbox):
    wants(person, timing="daily", digest_hour=8)
    for about in ("a", "b", "c"):
        ring("northgate", about=about)
        clock.shift(dt.timedelta(hours=1))
    deliver()
    clock.move_to(NOON.replace(day=11, hour=8))
    for _again in range(3):
        deliver()
        clock.shift(dt.timedelta(minutes=5))
    assert subjects(inbox) == ["3 notices from Northgate"]
    assert text_of(inbox.messages[0]).count("Anna rang 1 times.") == 3
    assert "Organization\n" in text_of(inbox.messages[0])


def test_a_weekly_summary(clock, ring, person, inbox):
    wants(person, timing="weekly", digest_hour=8, digest_day=1)
    ring("northgate")
    for day, expected in ((11, 0), (15, 0), (16, 1)):
        clock.move_to(NOON.replace(day=day, hour=8))
        deliver()
        assert len(inbox.messages) == expected


def test_what_was_read_meanwhile_is_not_mailed(clock, ring, person, inbox):
    wants(person, timing="daily")
    ring("northgate")
    with person.acting():
        assert read_all_notices() == 1
    clock.move_to(NOON.replace(day=11))
    deliver()
    assert (subjects(inbox), person.notices()[0].mail_at) == ([], None)


def test_no_storm_what_is_too_much_waits_for_the_summary(clock, ring, person, inbox, set_settings):
    set_settings({"notices.most_per_hour": 3})
    for n in range(6):
        ring("northgate", about=str(n))
        deliver()
        clock.shift(dt.timedelta(minutes=5))
    assert len(inbox.messages) == 3
    ring("northgate", who=person)  # urgent ones go all the same
    deliver()
    assert subjects(inbox)[3:] == ["Somebody is at your door."]
    clock.move_to(NOON.replace(day=11, hour=8))
    deliver()
    assert subjects(inbox)[4:] == ["4 notices from Northgate"]


def test_whoever_has_left_gets_no_mail(clock, ring, person, inbox):
    wants(person, timing="daily")
    ring("northgate")
    with system_actor("test"):
        type(person.member).objects.filter(pk=person.member.pk).update(is_active=False)
    clock.move_to(NOON.replace(day=11))
    deliver()
    with system_actor("test"):
        assert (subjects(inbox), Notice.objects.filter(mail_at__isnull=False).count()) == ([], 0)


def test_a_job_that_dies_between_leaves_nothing_half_done(clock, ring, person, inbox, monkeypatch):
    ring("northgate")
    monkeypatch.setattr("nucleus.platform.notices.delivery.now", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deliver_due()
    monkeypatch.undo()
    with system_actor("test"):
        assert (OutgoingMail.objects.count(), Notice.objects.filter(mailed_at__isnull=False).count()) == (0, 0)


def test_a_worker_that_comes_second_finds_nothing_left(ring, person):
    ring("northgate")
    waiting = (person.user.pk, person.member.organization_id)  # as the second one has read it already
    assert deliver_due() == 1
    with system_actor("test"), write_transaction():
        assert mail_person(*waiting) == 0
    with system_actor("test"):
        assert OutgoingMail.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests' SQLite lies in memory, where threads cannot wait")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_time_send_one_mail(ring, person):
    ring("northgate")
    start, sent = threading.Barrier(2), []

    def work():
        try:
            start.wait()
            sent.append(deliver_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with system_actor("test"):
        assert (sorted(sent), OutgoingMail.objects.count()) == ([0, 1], 1)


def test_telling_many_orders_one_job(clock, ring, person):
    for n in range(20):
        ring("northgate", about=str(n))
    with system_actor("test"):
        assert JobRun.objects.filter(name="notices.deliver").count() == 1
