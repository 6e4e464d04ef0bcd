"""Reads: recent runs and the progress of one, in the actor's sight."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, OuterRef, QuerySet, Subquery

from nucleus.kernel.clock import now
from nucleus.kernel.errors import NotVisible
from nucleus.platform.jobs.models import JobRun, Schedule, State, Worker


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `percent` is None where nobody knows the total."""

    public_id: str
    label: str
    state: str
    done: int
    total: int
    text: str
    error: str

    @property
    def percent(self) -> int | None:
        """0 to 100."""
        if self.state == State.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more, so that the page stops asking."""
        return self.state not in {State.WAITING, State.RUNNING}


def jobs_recent(name: str = "") -> QuerySet[JobRun]:
    """The runs in sight, newest first; of one job where it is named."""
    runs: QuerySet[JobRun] = JobRun.objects.order_by("-id")
    return runs.filter(name=name) if name else runs


def schedules() -> QuerySet[Schedule]:
    """What is scheduled, with the state and the end of its last run in sight."""
    last = JobRun.objects.filter(name=OuterRef("name"), scheduled=True).order_by("-id")
    return Schedule.objects.annotate(
        last_state=Subquery(last.values("state")[:1]), finished_at=Subquery(last.values("finished_at")[:1])
    )


def job_run(public_id: str) -> JobRun:
    """One run. Raises NotVisible."""
    run: JobRun | None = JobRun.objects.filter(public_id=public_id).first()
    if run is None:
        raise NotVisible
    return run


def job_progress(public_id: str) -> Progress:
    """How far the run is. Raises NotVisible."""
    row = (
        JobRun.objects.filter(public_id=public_id)
        .values_list(
            "public_id", "label", "state", "progress_done", "progress_total", "progress_text", "error", named=False
        )
        .first()
    )
    if row is None:
        raise NotVisible
    return Progress(*row)


def worker_silence() -> dt.timedelta | None:
    """How long ago a worker was last heard of; None where there is none."""
    seen: dt.datetime | None = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    return None if seen is None else now() - seen
