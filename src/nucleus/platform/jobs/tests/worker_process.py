"""A process of the tests that does what it reads, line by line; workers are forked from it and start at once."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

import django


def start() -> object:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
    django.setup()
    from nucleus.kernel.registry import registry

    for store in ("jobs", "events", "receivers"):
        registry[store]._frozen = False
    return importlib.import_module("nucleus.platform.jobs.tests.sample_jobs")


class Shop:
    """What the tests may ask for."""

    def __init__(self, sample: object) -> None:
        self.sample = sample

    def enter(self, database: str, folder: str) -> None:
        from django.db import connection

        from nucleus.platform.tree.models import Organization

        connection.close()
        connection.settings_dict["NAME"] = database
        os.environ["NUCLEUS_TEST_NOTES"] = str(Path(folder) / "notes")
        Organization(name="Company", slug="company", tier="company").save()

    def worker(self) -> int:
        from django.db import connections

        from nucleus.platform.jobs.worker import run_worker

        connections.close_all()
        pid = os.fork()
        if not pid:
            sys.stdout = sys.stderr
            run_worker(interval=0.05)
            os._exit(0)
        return pid

    def wait(self, pid: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def order(self, job: str, **arguments: object) -> str:
        return getattr(self.sample, job).enqueue(**arguments).public_id

    def undone(self, job: str, **arguments: object) -> str:
        from django.db import transaction

        with transaction.atomic():
            self.order(job, **arguments)
            transaction.set_rollback(True)
        return "undone"

    def states(self) -> list[list[object]]:
        from nucleus.platform.jobs.models import JobRun

        return [
            [r.name, r.state, r.attempts, r.kills, r.progress_done, r.progress_total, r.progress_text]
            for r in JobRun.objects.order_by("id").exclude(scheduled=True)
        ]

    def workers(self) -> int:
        from nucleus.platform.jobs.models import Worker

        return Worker.objects.count()

    def silence(self) -> float:
        from nucleus.platform.jobs.queries import worker_silence

        return worker_silence().total_seconds()


if __name__ == "__main__":
    shop = Shop(start())
    from nucleus.kernel.actor import system_actor

    for line in sys.stdin:
        name, arguments = json.loads(line)
        with system_actor("test"):
            sys.stdout.write(json.dumps(getattr(shop, name)(**arguments)) + "\n")
            sys.stdout.flush()
