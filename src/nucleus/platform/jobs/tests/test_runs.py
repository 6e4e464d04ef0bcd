"""Ordering and running, inside one process."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from nucleus.kernel.actor import acting, system_actor
from nucleus.kernel.errors import Denied, NotVisible, Refused
from nucleus.kernel.registry import registry
from nucleus.platform.jobs.commands import discard_job, retry_job
from nucleus.platform.jobs.envelope import FRESH
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.jobs.queries import job_progress, job_run, jobs_recent
from nucleus.platform.jobs.worker import run_everything, run_next


def run_until_quiet():
    """Runs what is due, also what waits for its back-off."""
    while True:
        DBTaskResult.objects.filter(status="READY").update(run_after="2020-01-01T00:00:00Z")
        if not run_next():
            return


def one_run():
    with system_actor("test"):
        return JobRun.objects.get()


def test_runs_as_the_one_who_ordered_it(cast, sample):
    with cast.acting("northgate") as actor:
        run = sample.write_note.enqueue(text="hello")
    assert run_everything() == 1
    assert sample.notes() == [f"hello {actor.label} {cast.northgate.pk} -"]
    done = one_run()
    assert (done.pk, done.state, done.attempts, done.error) == (run.pk, State.DONE, 0, "")
    assert done.finished_at >= done.started_at >= done.created_at


def test_runs_as_the_system_with_its_reason(cast, sample):
    with system_actor("tidying"):
        sample.write_note.enqueue(text="hello")
    run_everything()
    assert sample.notes() == ["hello system - tidying"]


def test_a_rolled_back_order_never_runs(cast, sample):
    with cast.acting("northgate"), pytest.raises(RuntimeError), transaction.atomic():
        sample.write_note.enqueue(text="never")
        raise RuntimeError
    assert (run_everything(), DBTaskResult.objects.count()) == (0, 0)


def test_wrong_arguments_are_refused_when_ordering(cast, sample):
    with cast.acting("northgate"):
        with pytest.raises(TypeError):
            sample.write_note.enqueue(txet="typo")
        with pytest.raises(TypeError):
            sample.write_note.enqueue("positional")
        with pytest.raises(TypeError), transaction.atomic():
            sample.write_note.enqueue(text=object())


def test_fails_as_often_as_allowed_then_is_a_dead_letter_without_secrets(cast, sample):
    with cast.acting("northgate"):
        sample.fail.enqueue(secret="hunter2")
    run_until_quiet()
    run = one_run()
    assert sample.notes() == ["try 1", "try 2", "try 3"]
    assert (run.state, run.attempts) == (State.DEAD, 3)
    assert run.error == "RuntimeError: password=*** at https://***@host/"
    assert "hunter2" not in "".join(t.traceback for t in DBTaskResult.objects.all())


def test_a_failure_waits_before_it_is_tried_again(cast, sample):
    assert [sample.write_note.pause(n) for n in (1, 2, 3, 9)] == [10, 40, 160, 3600]
    sample.fail.backoff = 60  # longer than any machine needs to write it down
    with cast.acting("northgate"):
        sample.fail.using(label="x").enqueue(secret="s")
    run_next()
    task = DBTaskResult.objects.get(status="READY")
    run = one_run()
    assert (run.state, run.attempts, task.run_after) == (State.WAITING, 1, run.due_at)


def test_recovers(cast, sample):
    with cast.acting("northgate"):
        sample.recover.enqueue()
    run_until_quiet()
    run = one_run()
    assert (run.state, run.attempts, run.error, sample.notes()) == (State.DONE, 2, "", ["recovered"])


def test_a_job_of_another_release_is_a_dead_letter_at_once(cast, sample):
    with cast.acting("northgate"):
        run = sample.write_note.enqueue(text="x")
    with system_actor("test"):
        JobRun.objects.update(version=9)
    run_everything()
    with system_actor("test"):
        run.refresh_from_db()
    assert (run.state, run.error) == (State.DEAD, "UnknownJob: this release knows no job test.note of version 9")


def test_who_may_no_longer_act_does_not(cast, sample, monkeypatch):
    monkeypatch.setattr(registry.providers, "_entries", {**registry.providers._entries, FRESH: lambda actor: None})
    with acting(replace(cast.actor("northgate"), membership=1)):
        sample.write_note.enqueue(text="x")
    run_everything()
    run = one_run()
    assert (run.state, run.attempts, sample.notes()) == (State.DEAD, 1, [])
    assert run.error == "NoLongerAllowed: northgate person may no longer act here"


def test_fresh_permissions_are_used(cast, sample, monkeypatch):
    fresh = cast.actor("northgate", "x.view")
    monkeypatch.setattr(registry.providers, "_entries", {**registry.providers._entries, FRESH: lambda actor: fresh})
    from nucleus.platform.jobs.envelope import open_actor, seal_actor

    assert open_actor(seal_actor(replace(cast.actor("northgate", "y.view"), membership=1))).permissions == frozenset(
        {"x.view"}
    )


def test_the_envelope_brings_the_actor_back_whole(cast, sample, monkeypatch):
    from nucleus.platform.jobs.envelope import open_actor, seal_actor

    monkeypatch.setattr(registry.providers, "_entries", {})
    actor = cast.actor("harbour", "a.view", "b.make")
    assert open_actor(seal_actor(actor)) == actor


def test_runs_are_seen_by_their_own_organization_and_the_superadmin(cast, sample):
    with cast.acting("northgate"):
        run = sample.write_note.enqueue(text="x")
        assert [r.pk for r in jobs_recent()] == [run.pk]
        assert job_progress(run.public_id).state == State.WAITING
    for who in ("nucleus", "meridian", "harbour", "kestrel"):
        with cast.acting(who):
            assert list(jobs_recent()) == []
            with pytest.raises(NotVisible):
                job_run(run.public_id)
            with pytest.raises(NotVisible):
                job_progress(run.public_id)


def superadmin(*permissions):
    from nucleus.kernel.actor import Actor, Kind

    return acting(Actor(Kind.SUPERADMIN, "root", "USR-ROOT", permissions=frozenset(permissions)))


def test_a_dead_letter_is_retried_or_discarded_once(cast, sample):
    with cast.acting("northgate"):
        sample.fail.enqueue(secret="s")
        sample.fail.enqueue(secret="s")
    run_until_quiet()
    with superadmin("jobs.view"), pytest.raises(Denied):
        retry_job(run=jobs_recent()[0])
    with superadmin("jobs.view", "jobs.retry", "jobs.discard"):
        later, earlier = jobs_recent()
        assert retry_job(run=earlier).state == State.WAITING
        assert discard_job(run=later).state == State.DISCARDED
        with pytest.raises(Refused):
            retry_job(run=later)
        with pytest.raises(Refused):
            discard_job(run=earlier)
    run_until_quiet()
    with system_actor("test"):
        earlier.refresh_from_db()
    assert (earlier.state, earlier.attempts, len(sample.notes())) == (State.DEAD, 3, 9)


def test_a_discarded_order_is_not_run(cast, sample):
    with cast.acting("northgate"):
        sample.write_note.enqueue(text="x")
    with system_actor("test"):
        JobRun.objects.update(state=State.DISCARDED)
    run_everything()
    assert sample.notes() == []


def test_a_run_over_its_limit_fails_with_the_reason_and_the_worker_goes_on(cast, sample):
    with cast.acting("northgate"):
        sample.endless.enqueue()
        sample.write_note.enqueue(text="after")
    run_until_quiet()
    assert [line.split(" USR")[0].split(" northgate")[0] for line in sample.notes()] == ["try 1", "after", "try 2"]
    with system_actor("test"):
        runs = dict(JobRun.objects.values_list("name", "state"))
        dead = JobRun.objects.get(name="test.endless")
    assert runs == {"test.endless": State.DEAD, "test.note": State.DONE}
    assert (dead.attempts, dead.error) == (2, "Overtime: stopped after 0.2 seconds, the limit of this kind of task")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_every_job_has_a_limit_of_at_least_ten_seconds_and_at_most_four_hours():
    assert {name: job.limit for name, job in registry.jobs.items() if not 10 <= job.limit <= 14400} == {}
    assert registry.jobs["mail.send"].limit == 900
