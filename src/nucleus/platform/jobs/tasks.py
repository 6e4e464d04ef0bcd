"""The one task that the engine knows: it runs an order by its public id."""

from __future__ import annotations

from django_tasks import task

from nucleus.platform.jobs.runner import perform


@task()
def run_job(run: str) -> None:
    """Runs the order. Failures are dealt with there, so the engine never sees one."""
    perform(run)
