"""The keeper: heartbeat of this worker, progress of its job, and the jobs of workers that died.

A kill is not an attempt: the job of a dead worker is ready again at once. One that kills its workers again and again
becomes a dead letter.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
from pathlib import Path
from typing import Any

import structlog
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.ending import tell_end
from nucleus.platform.jobs.models import JobRun, State, Worker
from nucleus.platform.jobs.seat import SEAT

log = structlog.get_logger("nucleus.jobs")

HEARTBEAT = 2.0  # seconds
SILENT = dt.timedelta(seconds=12)  # a worker on another host that is silent that long is dead
HUNG = dt.timedelta(seconds=120)  # a process that lives on this host but is silent that long is given up
KILLS = 5


def host_name() -> str:
    """The machine as worker rows name it."""
    return socket.gethostname()[:200]


def process_ticks(pid: int) -> int | None:
    """When the process started, in clock ticks since boot (proc(5), field 22 of stat); None where there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, *rest = stat.rpartition(")")[2].split()
    return None if state in {"Z", "X"} else int(rest[18])


def sign_on() -> None:
    """Writes this worker's row."""
    pid = os.getpid()
    values = {"host": host_name(), "pid": pid, "ticks": process_ticks(pid) or 0, "seen_at": now()}
    with write_transaction():
        Worker.objects.update_or_create(name=SEAT.name, defaults=values)


def sign_off() -> None:
    """Takes it away, at an orderly end."""
    with write_transaction():
        Worker.objects.filter(name=SEAT.name).delete()


def beat() -> None:
    """One heartbeat."""
    job = SEAT.job
    with write_transaction():
        alive = Worker.objects.filter(name=SEAT.name).update(seen_at=now(), run=job.public_id if job else "")
    if not alive:
        sign_on()


def write_progress() -> None:
    """Writes what the running job said of its progress since the last time."""
    job = SEAT.job
    latest = job.take_progress() if job else None
    if job is None or latest is None:
        return
    done, total, text = latest
    with write_transaction(), system_actor("state of a job run"):
        JobRun.objects.filter(public_id=job.public_id, state=State.RUNNING, worker=SEAT.name).update(
            progress_done=done, progress_total=total, progress_text=text
        )


def watch_for_urgent_work() -> None:
    """Tells the running job when work of a higher priority waits."""
    job = SEAT.job
    if job is not None and not SEAT.urgent:
        SEAT.urgent = DBTaskResult.objects.ready().filter(priority__gt=job.priority).exists()


def is_dead(worker: Worker, moment: dt.datetime) -> bool:
    """Whether the worker is gone. On this host the process itself is asked, so a busy one is not taken for dead."""
    silence = moment - worker.seen_at
    if worker.host != host_name():
        return silence > SILENT
    ticks = process_ticks(worker.pid)
    return ticks is None or ticks != worker.ticks or silence > HUNG


def sweep() -> int:
    """Gives the jobs of dead workers back. Answers how many."""
    moment = now()
    workers = list(Worker.objects.exclude(name=SEAT.name))
    dead = [w for w in workers if is_dead(w, moment)]
    known = {w.name for w in workers} - {w.name for w in dead} | {SEAT.name}
    lost = [t for t in DBTaskResult.objects.running() if (t.worker_ids or [""])[-1] not in known]
    if not dead and not lost:
        return 0
    with write_transaction():
        given = sum(_give_back(task) for task in lost)
        Worker.objects.filter(pk__in=[w.pk for w in dead]).delete()
    return given


def _give_back(task: DBTaskResult[Any, Any]) -> bool:
    """The engine's task is ready again, and so is its order, unless it has killed too many workers."""
    still = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids)
    if not still.update(status=TaskResultStatus.READY, started_at=None):
        return False
    with system_actor("state of a job run"):
        run = JobRun.objects.filter(task=str(task.pk), state=State.RUNNING).first()
        if run is None:
            return True
        kills = run.kills + 1
        values: dict[str, object] = {"kills": kills, "state": State.WAITING, "worker": ""}
        if kills >= KILLS:
            values |= {"state": State.DEAD, "finished_at": now(), "error": f"its worker died {kills} times over it"}
        JobRun.objects.filter(pk=run.pk).update(**values)
        if kills >= KILLS:
            tell_end(run.pk)
    log.warning("job.given_back", job=run.name, run=run.public_id, kills=kills)
    return True
