"""Saying that a run has ended: an event in the transaction that writes its last state."""

from __future__ import annotations

from typing import Any

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.gate.effects import leave_outbox
from nucleus.platform.gate.trace import Trace
from nucleus.platform.jobs.events import JobEnded
from nucleus.platform.jobs.job import Job
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.tree.models import Organization


def tell_end(run: int) -> None:
    """Leaves the event where somebody waits for it: a person who ordered work that says where its result is, or
    whoever looks after failed tasks. Called as the system, with the key of the run.
    """
    row: JobRun = JobRun.objects.select_related("organization").get(pk=run)
    job: Job[Any] | None = registry.jobs.get(row.name)
    sealed = row.actor
    person = sealed.get("public_id", "") if sealed.get("kind") != "system" else ""
    page = job.page if job else ""
    if row.state != State.DEAD and not (row.state == State.DONE and person and page):
        return
    place = sealed.get("place") or {}
    home = Organization.objects.filter(pk=place.get("organization") or 0).first()
    told = JobEnded(
        run=row.public_id,
        job=row.name,
        label=row.label,
        state=row.state,
        user=person,
        organization=home.public_id if home else "",
        done=row.progress_done,
        total=row.progress_total,
        page=page,
    )
    leave_outbox(Trace("jobs.end", events=[told]), current_actor(), row.organization)
