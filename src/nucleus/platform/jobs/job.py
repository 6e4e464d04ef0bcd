"""`@job`: declaring work, and ordering it inside the caller's transaction."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any, Generic, ParamSpec

from croniter import croniter
from django.utils import translation

from nucleus.kernel.actor import Actor, current_actor, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.platform.gate.effects import company
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.envelope import seal_actor

if TYPE_CHECKING:
    import datetime as dt

    from nucleus.platform.jobs.models import JobRun  # rooms declare jobs before models are ready

P = ParamSpec("P")

BACKOFF = 10  # seconds before the first repetition; each further one waits four times as long
LONGEST = 3600
LIMIT = 15 * 60.0  # seconds that a run may take where its job says nothing


class Job(Generic[P]):
    """A declared job. Calling it runs the function here and now; `enqueue` orders a run."""

    def __init__(self, function: Callable[P, None], name: str, options: dict[str, Any]) -> None:
        self.name = name
        self.function = function
        self.retries: int = options.pop("retries", 3)
        self.backoff: float = options.pop("backoff", BACKOFF)
        self.schedule: str | None = options.pop("schedule", None)
        self.label: str = options.pop("label", "") or name
        self.version: int = options.pop("version", 1)
        self.priority: int = options.pop("priority", 0)
        self.page: str = options.pop("page", "")
        self.limit: float = options.pop("limit", LIMIT)
        if options:
            raise TypeError(f"job {name}: unknown options {sorted(options)}")
        if self.schedule is not None and not croniter.is_valid(self.schedule):
            raise ValueError(f"job {name}: {self.schedule!r} is no schedule")
        self.signature = inspect.signature(function)
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__module__ = function.__module__
        self._after: dt.datetime | None = None
        self._organization: Any = None

    def __repr__(self) -> str:
        return f"<job {self.name}>"

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Runs the function itself, as the actor in context."""
        self.function(*args, **kwargs)

    def using(
        self,
        *,
        after: dt.datetime | None = None,
        label: str = "",
        priority: int | None = None,
        organization: Any = None,
    ) -> Job[P]:
        """The same job to be ordered otherwise: not before `after`, under another label or priority (-100 to 100), or
        shown to another organization than the actor's own.
        """
        other = copy(self)
        other.label = label or self.label
        other.priority = self.priority if priority is None else priority
        other._after = after  # noqa: SLF001 - a copy of itself
        other._organization = organization  # noqa: SLF001
        return other

    def enqueue(self, *args: P.args, **kwargs: P.kwargs) -> JobRun:
        """Orders a run in the current transaction, as the actor in context. Raises TypeError for wrong arguments."""
        return self._order(current_actor(), args, kwargs)

    def enqueue_scheduled(self) -> JobRun:
        """Orders the run of a slot of the schedule, as the system."""
        with system_actor(f"schedule of {self.name}") as actor:
            return self._order(actor, (), {}, scheduled=True)

    def _order(self, actor: Actor, args: Any, kwargs: dict[str, Any], *, scheduled: bool = False) -> JobRun:
        from nucleus.platform.jobs.models import JobRun  # rooms declare jobs before models are ready

        if args:
            raise TypeError(f"job {self.name} takes keyword arguments only")
        self.signature.bind(**kwargs)
        with write_transaction(), system_actor("order of a job run"):
            run = JobRun(
                organization=self._organization or _home(actor),
                name=self.name,
                version=self.version,
                label=self.stored_label(),
                arguments=kwargs,
                actor=seal_actor(actor),
                actor_label=actor.label[:200],
                scheduled=scheduled,
                due_at=self._after,
            )
            run.save(force_insert=True)
            hand_over(run, after=self._after, priority=self.priority)
        return run

    def stored_label(self) -> str:
        """What pages call the run, in the language of the source: they translate it when they show it."""
        with translation.override("en"):
            return str(self.label)[:200]

    def pause(self, attempts: int) -> float:
        """Seconds to wait after that many failures."""
        return min(LONGEST, self.backoff * float(4 ** max(0, attempts - 1)))


def hand_over(run: JobRun, *, after: dt.datetime | None = None, priority: int = 0) -> None:
    """Gives the run to the engine, in the current transaction."""
    from nucleus.platform.jobs.models import JobRun  # rooms declare jobs before models are ready
    from nucleus.platform.jobs.tasks import run_job  # the task leads back to this module

    if after is not None and after <= now():
        after = None
    task = run_job.using(run_after=after, priority=priority).enqueue(run=run.public_id)
    run.task = str(task.id)
    JobRun.objects.filter(pk=run.pk).update(task=run.task)


def _home(actor: Actor) -> Any:
    if actor.place is None:
        return company()
    from nucleus.platform.tree.models import Organization  # rooms declare jobs before models are ready

    return Organization.objects.get(pk=actor.place.organization)


def job(name: str, **options: Any) -> Callable[[Callable[P, None]], Job[P]]:
    """Registers a function as a job under its name. It must be safe to repeat and take JSON-ready keyword arguments.

    Options: `retries` (repetitions after a failure, 3), `backoff` (seconds before the first, 10), `schedule` (five
    cron fields in UTC, runs as the system), `label` (what pages call it), `version` (of its arguments), `priority`
    (-100 to 100), `page` (where its result is: then the person who ordered it is told of its end), `limit` (seconds
    that one run may take, 15 minutes; then it counts as failed).
    """

    def register(function: Callable[P, None]) -> Job[P]:
        made = Job(function, name, dict(options))
        registry.jobs.add(name, made)
        return made

    return register
