"""Schedules: every slot is ordered once, whoever looks; slots missed while nothing ran are made up for by one run."""

from __future__ import annotations

import datetime as dt
from typing import Any

from croniter import croniter

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import Job
from nucleus.platform.jobs.models import OPEN, JobRun, Schedule
from nucleus.platform.tree.models import Organization


def next_slot(spec: str, after: dt.datetime) -> dt.datetime:
    """The first slot of the cron line after the moment, in UTC."""
    return croniter(spec, after).get_next(dt.datetime)  # type: ignore[no-any-return]


def prepare_schedules() -> None:
    """Brings the table in line with the declared jobs; called when a worker starts."""
    declared: dict[str, str] = {name: j.schedule for name, j in registry.jobs.items() if j.schedule}
    with write_transaction():
        Schedule.objects.exclude(name__in=declared).delete()
        stored = dict(Schedule.objects.values_list("name", "spec"))
        for name, spec in declared.items():
            if stored.get(name) != spec:
                Schedule.objects.update_or_create(name=name, defaults={"spec": spec, "next_at": next_slot(spec, now())})


def run_schedules() -> list[str]:
    """Orders what is due. Answers the names of the ordered jobs. Before the company exists nothing is ordered."""
    moment = now()
    due = list(Schedule.objects.filter(next_at__lte=moment))
    if not due:
        return []
    with system_actor("schedules"):
        if not Organization.objects.filter(tier="company").exists():
            return []
    return [schedule.name for schedule in due if _order(schedule, moment)]


def _order(schedule: Schedule, moment: dt.datetime) -> bool:
    job: Job[Any] | None = registry.jobs.get(schedule.name)
    if job is None:
        return False
    with write_transaction():
        mine = Schedule.objects.filter(pk=schedule.pk, next_at=schedule.next_at)
        if not mine.update(next_at=next_slot(schedule.spec, moment), last_at=schedule.next_at):
            return False
        with system_actor("schedules"):
            if JobRun.objects.filter(name=job.name, scheduled=True, state__in=OPEN).exists():
                return False  # the last one has not ended: two of a kind would only wait for each other
        job.enqueue_scheduled()
    return True
