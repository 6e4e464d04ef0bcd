"""Each slot is ordered once."""

from __future__ import annotations

import datetime as dt

import time_machine
from django_tasks_db.models import DBTaskResult

from nucleus.kernel.actor import system_actor
from nucleus.platform.jobs.jobs import prune
from nucleus.platform.jobs.models import JobRun, Schedule, State
from nucleus.platform.jobs.schedules import prepare_schedules, run_schedules
from nucleus.platform.jobs.worker import run_everything

NAMES = ["test.scheduled"]


def at(text):
    return time_machine.travel(dt.datetime.fromisoformat(text + "+00:00"), tick=False)


def only_sample():
    prepare_schedules()
    Schedule.objects.exclude(name__in=NAMES).delete()


def test_a_slot_is_ordered_once_and_missed_ones_are_made_up_for_by_one(cast, sample):
    with at("2026-03-01T10:01"):
        only_sample()
        assert run_schedules() == []
    with at("2026-03-01T10:05"):
        assert run_schedules() == NAMES
        assert run_schedules() == []
        run_everything()
    with at("2026-03-01T12:03"):
        assert run_schedules() == NAMES
        assert run_schedules() == []
        assert Schedule.objects.get().next_at == dt.datetime(2026, 3, 1, 12, 5, tzinfo=dt.UTC)
        run_everything()
    assert sample.notes() == ["slot schedule of test.scheduled"] * 2


def test_two_of_a_kind_do_not_pile_up(cast, sample):
    with at("2026-03-01T10:01"):
        only_sample()
    for minute in ("05", "10", "15"):
        with at(f"2026-03-01T10:{minute}"):
            run_schedules()
    with system_actor("test"):
        assert JobRun.objects.count() == 1


def test_nothing_is_ordered_before_the_company_exists(db, sample):
    with at("2026-03-01T10:01"):
        only_sample()
    with at("2026-03-01T10:05"):
        assert run_schedules() == []


def test_the_table_follows_the_declarations(cast, sample):
    Schedule.objects.create(name="gone", spec="* * * * *", next_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    prepare_schedules()
    sample.scheduled.schedule = "0 4 * * *"
    with at("2026-03-01T10:00"):
        prepare_schedules()
    assert not Schedule.objects.filter(name="gone").exists()
    assert Schedule.objects.get(name="test.scheduled").next_at == dt.datetime(2026, 3, 2, 4, tzinfo=dt.UTC)


def test_finished_tasks_are_pruned_and_dead_letters_stay(cast, sample):
    with at("2026-03-01T10:00"), cast.acting("northgate"):
        for state in (State.DONE, State.DISCARDED, State.DEAD):
            run = sample.write_note.enqueue(text="x")
            with system_actor("test"):
                JobRun.objects.filter(pk=run.pk).update(state=state, finished_at=run.created_at)
        DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=run.created_at)
    with at("2026-03-03T10:00"), system_actor("test"):
        prune()
        assert (DBTaskResult.objects.count(), JobRun.objects.count()) == (0, 3)
    with at("2026-04-03T10:00"), system_actor("test"):
        prune()
        assert [r.state for r in JobRun.objects.all()] == [State.DEAD]
