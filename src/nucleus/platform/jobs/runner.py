"""One run from claim to end: as its actor, with retry, back-off and dead letter."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import connection

from nucleus.kernel.actor import acting, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.platform.audit.context import Origin, coming_from
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.ending import tell_end
from nucleus.platform.jobs.envelope import NoLongerAllowed, open_actor
from nucleus.platform.jobs.job import Job, hand_over
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.jobs.overtime import Overtime, at_most
from nucleus.platform.jobs.running import RunningJob, ToBeContinued, running_job
from nucleus.platform.jobs.seat import SEAT
from nucleus.platform.jobs.wording import error_text

log = structlog.get_logger("nucleus.jobs")


class UnknownJob(Exception):
    """The release has no job of that name and version."""


def perform(public_id: str) -> None:
    """Runs the order with that public id, unless it has been run, discarded or taken already."""
    run = _claim(public_id)
    if run is None:
        return
    running = RunningJob(run.public_id, run.name, run.attempts + 1, _priority(run.name), SEAT.stopping)
    SEAT.take(running)
    try:
        job = _job(run)
        actor = open_actor(run.actor)
        origin = Origin(request_id=run.public_id, door="job")
        with running_job(running), coming_from(origin), acting(actor), at_most(job.limit):
            job.function(**run.arguments)
    except ToBeContinued:
        _again(run, running)
    except (Exception, SystemExit, Overtime) as error:  # noqa: BLE001 - whatever a job raises is its failure, never the worker's end
        _leave_transaction()
        _fail(run, running, error)
    else:
        _finish(run, running)
    finally:
        SEAT.leave()


def _claim(public_id: str) -> JobRun | None:
    with write_transaction(), system_actor("state of a job run"):
        waiting = JobRun.objects.filter(public_id=public_id, state=State.WAITING)
        if not waiting.update(state=State.RUNNING, started_at=now(), worker=SEAT.name):
            return None
        return JobRun.objects.get(public_id=public_id)  # type: ignore[no-any-return]


def _job(run: JobRun) -> Job[Any]:
    job: Job[Any] | None = registry.jobs.get(run.name)
    if job is None or job.version != run.version:
        raise UnknownJob(f"this release knows no job {run.name} of version {run.version}")
    return job


def _priority(name: str) -> int:
    job: Job[Any] | None = registry.jobs.get(name)
    return job.priority if job else 0


def _leave_transaction() -> None:
    """A job that ended inside a transaction of its own making has left the connection unusable: start afresh."""
    if connection.needs_rollback and not connection.in_atomic_block:
        connection.close()


def _write(run: JobRun, running: RunningJob, **values: Any) -> bool:
    """Writes the outcome, unless another worker has taken the run over in the meantime."""
    latest = running.take_progress()
    if latest is not None:
        values.update(zip(("progress_done", "progress_total", "progress_text"), latest, strict=True))
    mine = JobRun.objects.filter(pk=run.pk, state=State.RUNNING, worker=SEAT.name)
    if mine.update(**values):
        return True
    log.warning("job.taken_over", job=run.name, run=run.public_id)
    return False


def _finish(run: JobRun, running: RunningJob) -> None:
    with write_transaction(), system_actor("state of a job run"):
        if _write(run, running, state=State.DONE, finished_at=now(), error=""):
            tell_end(run.pk)
    log.info("job.done", job=run.name, run=run.public_id)


def _again(run: JobRun, running: RunningJob) -> None:
    with write_transaction(), system_actor("state of a job run"):
        if _write(run, running, state=State.WAITING, worker=""):
            hand_over(run, priority=_priority(run.name))


def _fail(run: JobRun, running: RunningJob, error: BaseException) -> None:
    job: Job[Any] | None = registry.jobs.get(run.name)
    attempts = run.attempts + 1
    final = job is None or isinstance(error, NoLongerAllowed | UnknownJob) or attempts > job.retries
    values: dict[str, Any] = {"attempts": attempts, "error": error_text(error)}
    with write_transaction(), system_actor("state of a job run"):
        if final:
            if _write(run, running, state=State.DEAD, finished_at=now(), **values):
                tell_end(run.pk)
        else:
            assert job is not None
            due = now() + dt.timedelta(seconds=job.pause(attempts))
            if _write(run, running, state=State.WAITING, worker="", due_at=due, **values):
                hand_over(run, after=due, priority=job.priority)
    log.error("job.failed", job=run.name, run=run.public_id, attempt=attempts, dead=final, exc_info=error)
