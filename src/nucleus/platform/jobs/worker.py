"""The worker: takes one job after another; beside it the keeper and the relay, each with its own connection."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType

import structlog
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs import keeper
from nucleus.platform.jobs.relay import relay_waiting
from nucleus.platform.jobs.schedules import prepare_schedules, run_schedules
from nucleus.platform.jobs.seat import SEAT

log = structlog.get_logger("nucleus.worker")

PROGRESS = 0.5  # seconds between looks at the running job's progress


def run_worker(stop: threading.Event | None = None, interval: float = 0.2) -> None:
    """Works until `stop` is set; without one, until SIGTERM or SIGINT (a second signal ends at once, like a kill).

    `interval` is the pause in seconds between looks at an empty queue. The running job is finished first.
    """
    if stop is None:
        stop = threading.Event()
        _listen(stop)
    SEAT.name = f"{keeper.host_name()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
    SEAT.stop = stop
    keeper.sign_on()
    prepare_schedules()
    over = threading.Event()
    beside = [
        threading.Thread(target=_beside, args=(over, PROGRESS, _keep()), name="keeper", daemon=True),
        threading.Thread(target=_beside, args=(over, interval, relay_waiting), name="relay", daemon=True),
    ]
    for thread in beside:
        thread.start()
    log.info("worker.started", worker=SEAT.name)
    try:
        _work(stop, interval)
    finally:
        over.set()
        for thread in beside:
            thread.join(timeout=5)
        keeper.sign_off()
        SEAT.stop = None
        connection.close()
        log.info("worker.stopped", worker=SEAT.name)


def _listen(stop: threading.Event) -> None:
    def end(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            sys.stderr.flush()
            os._exit(128 + number)
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _work(stop: threading.Event, interval: float) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            busy = run_next()
        except DatabaseError:
            log.exception("worker.database")
            connection.close()
            busy = False
        if not busy:
            stop.wait(interval)


def run_next() -> bool:
    """Takes the next job and runs it. Answers whether there was one."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return False
    with write_transaction():
        task = ready.get_locked()
        if task is None:
            return False
        task.claim(SEAT.name)
    result = task.task_result
    try:
        result.task.call(*result.args, **result.kwargs)
    except Exception as error:
        log.exception("worker.engine", task=str(task.pk))
        task.set_failed(error)
    else:
        task.set_successful(None)
    return True


def run_everything(limit: int = 1000) -> int:
    """Relays and runs until nothing is due, here and now: for tests, and commands that wait. Answers how many."""
    count = 0
    while count < limit:
        moved = relay_waiting()
        if run_next():
            count += 1
        elif not moved:
            break
    return count


def _keep() -> Callable[[], None]:
    last = 0.0

    def keep() -> None:
        nonlocal last
        keeper.write_progress()
        keeper.watch_for_urgent_work()
        if monotonic() - last >= keeper.HEARTBEAT:
            last = monotonic()
            keeper.beat()
            keeper.sweep()
            run_schedules()

    return keep


def _beside(over: threading.Event, pause: float, duty: Callable[[], object]) -> None:
    while not over.is_set():
        close_old_connections()
        try:
            duty()
        except Exception:
            log.exception("worker.duty", duty=threading.current_thread().name)
            connection.close()
        over.wait(pause)
    connection.close()
