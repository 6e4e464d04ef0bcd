"""The sums of waiting reports: always what a full count says, whatever came, was called or set aside."""

from __future__ import annotations

import contextlib
import importlib
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import Count, Max, Min, Sum

from nucleus.dmarc.domains.commands import register_domain, remove_domain
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.intake.commands import dismiss_message, recount_names, retry_message, take_files
from nucleus.dmarc.intake.jobs import recount_waiting_names
from nucleus.dmarc.intake.models import Message, PendingReport, State, WaitingName
from nucleus.dmarc.intake.processing import process_messages
from nucleus.kernel.actor import system_actor

from .reports import report, row

OWNERS = ("northgate", "harbour", "delta", "meridian", "nucleus")
NAMES = ("quay.example", "dune.example", "mail.dune.example", "reed.example")


@pytest.fixture
def shelf(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return cast


def sums():
    """What the sums say."""
    return set(WaitingName.objects.values_list("organization_id", "name", "files", "volume", "first_at", "last_at"))


def counted():
    """What the waiting reports say."""
    return set(
        PendingReport.objects.order_by()
        .values_list("organization_id", "name")
        .annotate(Count("pk"), Sum("volume"), Min("seen_at"), Max("seen_at"))
    )


def arrive(cast, owner, number, names):
    """A file of one or more reports comes in; answers its key."""
    files = [report(name, [row(count=1 + number % 7)], report_id=f"r{number}") for name in names]
    with cast.acting(owner, role="owner" if owner != "nucleus" else "administrator"):
        taken = take_files(organization=cast.organizations[owner], files=files, read_later=False)
    return [message.pk for message in taken]


def read():
    with system_actor("test"):
        process_messages(Message.objects.filter(state=State.RECEIVED).select_related("organization").order_by("pk"))


def drawn(chance, rows):
    """One of the rows, or none where there is none."""
    rows = list(rows.order_by("pk"))
    return [chance.choice(rows)] if rows else []


def step(cast, chance, number):
    """Something happens to the mailboxes."""
    act = chance.choice(("arrive", "arrive", "arrive", "read", "read", "dismiss", "retry", "register", "remove"))
    if act == "arrive":
        arrive(cast, chance.choice(OWNERS), number, chance.sample(NAMES, k=chance.randint(1, 3)))
    elif act == "read":
        read()
    elif act in ("dismiss", "retry"):
        with system_actor("test"):
            states = {"dismiss": [State.UNKNOWN], "retry": [State.UNKNOWN, State.DISMISSED]}[act]
            for message in drawn(chance, Message.objects.filter(state__in=states)):
                {"dismiss": dismiss_message, "retry": retry_message}[act](message=message)
    elif act == "register":
        with system_actor("test"):
            name = chance.choice(NAMES)
            if not Domain.objects.filter(name=name, removed_at__isnull=True).exists():
                register_domain(organization=cast.organizations[chance.choice(("northgate", "harbour"))], name=name)
    else:
        with system_actor("test"):
            for domain in drawn(chance, Domain.objects.filter(removed_at__isnull=True)):
                remove_domain(domain=domain)


@pytest.mark.parametrize("seed", range(3))
def test_after_every_step_the_sums_are_what_a_full_count_says(shelf, seed):
    chance = random.Random(seed)
    seen = 0
    for number in range(40):
        step(shelf, chance, number)
        with system_actor("test"):
            assert sums() == counted()
            seen = max(seen, WaitingName.objects.count())
    read()
    with system_actor("test"):
        assert sums() == counted()
        assert recount_names(organizations=shelf.organizations.values()) == 0
    assert seen > 2


def test_a_recount_mends_whatever_is_wrong_and_says_how_much(shelf):
    for number, owner in enumerate(("northgate", "harbour")):
        arrive(shelf, owner, number, NAMES[:2])
    read()
    with system_actor("test"):
        before = sums()
        WaitingName.objects.filter(organization=shelf.northgate, name=NAMES[0]).update(files=7, volume=1)
        WaitingName.objects.filter(organization=shelf.northgate, name=NAMES[1]).delete()
        WaitingName(organization=shelf.harbour, name="nobody.example", files=3, volume=9).save()
        assert sums() != counted()
        assert recount_names(organizations=shelf.organizations.values()) == 3
        assert sums() == before == counted()
        WaitingName.objects.all().update(files=1, volume=1)
    recount_waiting_names()
    with system_actor("test"):
        assert sums() == before


def test_a_sum_that_falls_below_nothing_is_counted_anew(shelf):
    (key,) = arrive(shelf, "northgate", 1, NAMES[:1])
    arrive(shelf, "northgate", 2, NAMES[:1])
    read()
    with system_actor("test"):
        WaitingName.objects.all().update(volume=0)
        dismiss_message(message=Message.objects.get(pk=key))
        assert sums() == counted()
        assert len(sums()) == 1


def test_the_migration_fills_what_a_count_says(shelf):
    for number, owner in enumerate(OWNERS):
        arrive(shelf, owner, number, NAMES[: 1 + number % 3])
    read()
    with system_actor("test"):
        before = sums()
        WaitingName.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(importlib.import_module("nucleus.dmarc.intake.migrations.0004_fill_waiting_names").FILL)
        assert sums() == before == counted()
        places = {row.place for row in WaitingName.objects.select_related("organization")}
        assert places == {shelf.organizations[owner].place for owner in OWNERS}


def test_first_and_last_are_when_the_files_came_also_after_they_are_read_again(shelf):
    keys = [key for number in range(3) for key in arrive(shelf, "northgate", number, NAMES[:1])]
    read()
    with system_actor("test"):
        moments = list(
            Message.objects.filter(pk__in=keys).order_by("received_at").values_list("received_at", flat=True)
        )
        assert WaitingName.objects.values_list("first_at", "last_at").get() == (moments[0], moments[-1])
        retry_message(message=Message.objects.get(pk=keys[0]))
    read()
    with system_actor("test"):
        assert WaitingName.objects.values_list("first_at", "last_at").get() == (moments[0], moments[-1])
        dismiss_message(message=Message.objects.get(pk=keys[0]))
        assert WaitingName.objects.values_list("first_at", "last_at").get() == (moments[1], moments[-1])


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Runs functions in threads beside each other; answers their results. SQLite lies in a file of its own there."""

    def run(*functions):
        if connection.vendor == "sqlite":
            path = tmp_path / "beside.sqlite3"
            if not path.exists():
                with contextlib.closing(sqlite3.connect(path)) as copy:
                    connection.connection.backup(copy)
            monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(closing, functions))

    def closing(function):
        try:
            with system_actor("test"):
                return function()
        finally:
            connection.close()

    return run


@pytest.mark.django_db(transaction=True)
def test_writers_beside_each_other_lose_nothing(shelf, beside):
    """Each thread reads, sets aside and retries files of its own, all of one mailbox and for the same names."""
    pools = [
        [key for number in range(6) for key in arrive(shelf, "northgate", 10 * thread + number, NAMES[:2])]
        for thread in range(4)
    ]

    def writer(seed):
        chance, keys = random.Random(seed), pools[seed]

        def work():
            handled = 0
            for _ in range(6):
                some = Message.objects.filter(pk__in=chance.sample(keys, k=4)).select_related("organization")
                handled += process_messages(some.order_by("pk"))
                for message in drawn(chance, Message.objects.filter(pk__in=keys, state=State.UNKNOWN)):
                    dismiss_message(message=message)
            return handled

        return work

    assert beside(*map(writer, range(4))) == [24] * 4

    def outcome():
        aside = Message.objects.filter(state=State.QUARANTINED).count()
        return sums() == counted(), WaitingName.objects.count(), aside

    assert beside(outcome) == [(True, 2, 0)]
