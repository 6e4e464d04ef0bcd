"""Each row reaches each receiver once, in order; a failing receiver holds up only its own lane."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from nucleus.kernel.actor import system_actor
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.models import Outbox
from nucleus.platform.gate.trace import emit
from nucleus.platform.jobs.commands import retry_job
from nucleus.platform.jobs.models import Delivery, JobRun, State
from nucleus.platform.jobs.relay import TRIES, relay_waiting, take_lease
from nucleus.platform.jobs.worker import run_everything


@pytest.fixture
def happen(cast, sample):
    """Emits the event for an organization, through a command."""

    def make(who, *numbers):
        def happen(*, organization):
            """Emits."""
            for number in numbers:
                emit(sample.Happened(number=number))

        with cast.acting(who, "test.happen"):
            Command(happen, "test.happen", {"target": "organization"})(organization=cast.organizations[who])

    return make


def outer(sample):
    return [n for n in sample.notes() if not n.startswith("inner")]


def test_each_receiver_gets_each_row_once_in_order(happen, sample):
    happen("northgate", 1, 2)
    happen("harbour", 3)
    assert sample.notes() == ["inner 1", "inner 2", "inner 3"]
    assert (relay_waiting(), relay_waiting()) == (3, 0)
    assert outer(sample) == ["first 1", "second 1", "first 2", "second 2", "first 3", "second 3"]
    assert Delivery.objects.count() == 0


def test_a_rolled_back_event_reaches_nobody(happen, sample):
    with pytest.raises(RuntimeError), transaction.atomic():
        happen("northgate", 1)
        raise RuntimeError
    assert (relay_waiting(), outer(sample)) == (0, [])


def test_a_failure_holds_up_its_own_lane_only(happen, sample):
    happen("northgate", 13, 2)
    happen("kestrel", 3)
    assert relay_waiting() == 1
    assert outer(sample) == ["first 13", "first 2", "first 3", "second 3"]
    assert relay_waiting() == 0  # its pause is not over
    sample.note("mend")
    with time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=1)):
        assert relay_waiting() == 2
    assert outer(sample)[4:] == ["mend", "second 13", "second 2"]


def test_given_up_it_becomes_a_dead_letter_that_can_be_retried(happen, sample, cast):
    happen("northgate", 13, 2)
    moment = dt.datetime.now(tz=dt.UTC)
    for n in range(TRIES):
        with time_machine.travel(moment + dt.timedelta(hours=n)):
            relay_waiting()
    assert outer(sample)[-1] == "second 2"
    with system_actor("test"):
        waiting = Outbox.objects.filter(relayed_at__isnull=True).values_list("name", flat=True)
        assert list(waiting) == ["jobs.ended"]  # the news of the dead letter itself
        dead = JobRun.objects.get()
        assert (dead.state, dead.error) == (State.DEAD, "RuntimeError: unlucky")
        assert dead.label == "test.happened to nucleus.platform.jobs.tests.sample_jobs.second_receiver"
        run_everything()
        sample.note("mend")
        retry_job(run=dead)
    run_everything()
    assert outer(sample)[-1] == "second 13"
    with system_actor("test"):
        dead.refresh_from_db()
    assert dead.state == State.DONE


def test_one_holder_at_a_time(db):
    assert [take_lease("x", "a"), take_lease("x", "b"), take_lease("x", "a")] == [True, False, True]
    with time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=1)):
        assert [take_lease("x", "b"), take_lease("x", "a")] == [True, False]
