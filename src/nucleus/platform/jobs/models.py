"""What is ordered, who works, what is scheduled, which event waits for which receiver."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class State(models.TextChoices):
    """How far a run is. A dead letter failed as often as its job allows; somebody retries or discards it."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    DEAD = "dead", _("Failed")
    DISCARDED = "discarded", _("Discarded")


OPEN = (State.WAITING, State.RUNNING)


class JobRun(Named, TenantModel):
    """One order to run a job: what, for whom, how far, and what went wrong.

    `arguments` never hold secrets: they hold ids. `actor` is the envelope of `envelope.py`. `attempts` counts
    failures, `kills` how often a worker died over it. `progress_total` 0 means that nobody knows the total.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix: ClassVar[str] = "JOB"

    name = models.CharField(_("job"), max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("task"), max_length=200)
    arguments = models.JSONField(default=dict)
    actor = models.JSONField(default=dict)
    actor_label = models.CharField(_("started by"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    progress_done = models.PositiveBigIntegerField(default=0)
    progress_total = models.PositiveBigIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(_("failures"), default=0)
    kills = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    scheduled = models.BooleanField(default=False)
    worker = models.CharField(max_length=64, blank=True)
    task = models.CharField(max_length=36, blank=True)
    due_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("ordered"), default=now, db_index=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organization", "-id"], name="jobs_run_newest"),
            models.Index(fields=["name", "state"], name="jobs_run_name"),
            models.Index(fields=["task"], name="jobs_run_task"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


class Worker(models.Model):
    """A process that runs jobs. `ticks` is the start of the process since boot, so that a reused pid is not taken for
    it.
    """

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    ticks = models.BigIntegerField(default=0)
    run = models.CharField(max_length=24, blank=True)
    started_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """When a scheduled job runs next. Moving `next_at` and enqueueing are one transaction, so a slot runs once."""

    name = models.CharField(max_length=80, unique=True)
    spec = models.CharField(max_length=120)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.spec}"


class Lease(models.Model):
    """Who alone does a duty of the whole installation for the moment."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"


class Delivery(models.Model):
    """An outbox row on its way to one receiver; gone as soon as the row went to all of them."""

    outbox = models.BigIntegerField()
    receiver = models.CharField(max_length=200)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outbox", "receiver"], name="jobs_delivery_once")]

    def __str__(self) -> str:
        return f"{self.outbox} {self.receiver}"
