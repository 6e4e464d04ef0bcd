"""The list of background tasks."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.audit.queries import doer
from nucleus.platform.jobs.models import State
from nucleus.platform.jobs.overtime import words
from nucleus.platform.jobs.queries import jobs_recent, schedules

TONES = {State.DONE: "ok", State.RUNNING: "info", State.DEAD: "bad"}

JOBS = register(
    Table(
        name="jobs",
        label=_("Background tasks"),
        one=_("Background task"),
        sub=_("What the worker does, did, and could not do."),
        permission="jobs.view",
        rows=jobs_recent,
        page="/admin/jobs/",
        api="/api/crm/jobs",
        address="/admin/jobs/{public_id}/",
        type="job",
        columns=(
            Column("label", _("Task"), "main", sort=True, more=("name",), options={"words": gettext}),
            Column("name", _("Kind"), pages=False),
            Column("state", _("State"), "status", sort=True, options={"choices": State.choices, "tones": TONES}),
            Column("progress_text", _("Progress"), priority=2),
            Column("progress_done", _("Done"), "number", priority=3, detail=True),
            Column("progress_total", _("Of"), "number", priority=3, detail=True),
            Column("actor_label", _("Started by"), priority=3, options={"words": doer}),
            Column("organization", _("Organization"), source="organization__name", priority=3),
            Column("attempts", _("Failures"), "number", sort=True, priority=3),
            Column("kills", _("Cut off"), "number", detail=True),
            Column("error", _("Error"), detail=True),
            Column("created_at", _("Ordered"), "datetime", sort=True, priority=2),
            Column("due_at", _("Not before"), "datetime", detail=True, null=True),
            Column("started_at", _("Started"), "datetime", detail=True, null=True),
            Column("finished_at", _("Finished"), "datetime", sort=True, priority=2, null=True),
        ),
        filters=(
            Filter("state", _("State"), choices=State.choices),
            Filter("kind", _("Kind"), "text", source="name"),
            Filter("since", _("From"), "day", source="created_at__date__gte"),
            Filter("until", _("To"), "day", source="created_at__date__lte"),
        ),
        search=("label", "name", "actor_label"),
        sort="-created_at",
        acts=(
            Act(
                "jobs.retry",
                _("Retry"),
                when={"state": [State.DEAD]},
                bulk=True,
                done=_("The task runs again."),
            ),
            Act(
                "jobs.discard",
                _("Discard"),
                kind="danger",
                confirm=_("The task is not run again. What it should have done stays undone."),
                when={"state": [State.DEAD]},
                bulk=True,
                done=_("The task is discarded."),
            ),
        ),
        empty=Empty("list", _("No background tasks"), _("Imports, mails and nightly work appear here.")),
    )
)


def task_words(name: str) -> str:
    """A kind of task as pages call it."""
    job = registry.jobs.get(name)
    return str(job.label) if job else name


def limit_words(name: str) -> str:
    """How long one run may take."""
    job = registry.jobs.get(name)
    return words(job.limit) if job else ""


SCHEDULES = register(
    Table(
        name="schedules",
        label=_("Schedule"),
        sub=_("What runs by itself, when, and how long one run may take. Times of the schedule are UTC."),
        permission="jobs.view",
        rows=schedules,
        page="/admin/schedule/",
        api="/api/crm/schedules",
        key="",
        columns=(
            Column("task", _("Task"), "main", source="name", sort=True, more=("spec",), options={"words": task_words}),
            Column("name", _("Kind"), pages=False),
            Column("spec", _("Schedule (cron)"), pages=False),
            Column("next_at", _("Next"), "datetime", sort=True),
            Column("last_at", _("Last slot"), "datetime", sort=True, priority=3, null=True),
            Column(
                "last_state",
                _("Last run"),
                "status",
                priority=2,
                null=True,
                options={"choices": State.choices, "tones": TONES},
            ),
            Column("finished_at", _("Finished"), "datetime", priority=3, null=True),
            Column("limit", _("Time limit"), source="name", priority=3, options={"words": limit_words}),
        ),
        search=("name",),
        sort="next_at",
        empty=Empty("clock", _("Nothing is scheduled"), _("The worker fills the schedule when it starts.")),
    )
)
