"""What an operator does with dead letters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Refused
from nucleus.kernel.registry import registry
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import record
from nucleus.platform.jobs.job import Job, hand_over
from nucleus.platform.jobs.models import JobRun, State


def _move(run: JobRun, to: State, **values: Any) -> None:
    """From dead to another state, once."""
    with system_actor("state of a job run"):  # the superadmin sees runs of every organization, and owns none
        moved = JobRun.objects.filter(pk=run.pk, state=State.DEAD).update(state=to, **values)
    if not moved:
        raise Refused(_("This task has not failed, or somebody else has dealt with it."))
    record(run, state=(State.DEAD.value, to.value))
    run.refresh_from_db()


@command("jobs.retry", target="run")
def retry_job(*, run: JobRun) -> JobRun:
    """Runs a failed task again, as the one who ordered it."""
    job: Job[Any] | None = registry.jobs.get(run.name)
    if job is None:
        raise Refused(_("This release no longer knows this task."))
    _move(run, State.WAITING, attempts=0, kills=0, finished_at=None, worker="", due_at=None)
    with system_actor("state of a job run"):
        hand_over(run, priority=job.priority)
    return run


@command("jobs.discard", target="run")
def discard_job(*, run: JobRun) -> JobRun:
    """Gives a failed task up; it stays listed for a while."""
    _move(run, State.DISCARDED, finished_at=now())
    return run
