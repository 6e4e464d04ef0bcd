"""Who is told of the end of work."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.notices import OPERATIONS, WORK, Facts, Holders, Person, Told, notice
from nucleus.kernel.registry import registry
from nucleus.platform.jobs.events import JobEnded


def name_of(facts: Facts) -> str:
    """What the task is called, in the language of the moment; what the run was called where the release lost it."""
    job = registry.jobs.get(str(facts["job"]))
    return str(job.label) if job else str(facts["label"])


def ended(facts: Facts) -> str:
    """Done, with what was counted."""
    if not facts["done"]:
        return _("%(task)s: done.") % {"task": name_of(facts)}
    return _("%(task)s: done, %(done)d of %(total)d.") % {
        "task": name_of(facts), "done": facts["done"], "total": max(int(facts["total"]), int(facts["done"])),
    }  # fmt: skip


def own_failed(facts: Facts) -> str:
    """Failed for good."""
    return _("%(task)s has failed and is not tried again by itself.") % {"task": name_of(facts)}


def any_failed(facts: Facts) -> str:
    """The same for who can retry it."""
    return _("%(task)s has failed as often as it may; retry or discard it.") % {"task": name_of(facts)}


def facts_of(event: JobEnded) -> dict[str, str | int]:
    """What the sentences say."""
    return {
        "job": event.job, "label": event.label, "run": event.run, "page": event.page,
        "done": event.done, "total": event.total,
    }  # fmt: skip


@notice(
    "jobs.own_done", on=JobEnded, group=WORK, label=gettext_lazy("Own work is done"), text=ended, address="{page}",
    tone="ok", adds=("done", "total"),
)  # fmt: skip
def own_done(event: JobEnded) -> Told | None:
    """Whoever ordered it, with what was counted over several runs of it."""
    if event.state != "done" or not event.user:
        return None
    return Told(Person(event.user, event.organization), about=event.job, facts=facts_of(event))


@notice(
    "jobs.own_failed", on=JobEnded, group=WORK, label=gettext_lazy("Own work has failed"), text=own_failed,
    address="{page}", tone="bad",
)  # fmt: skip
def own_dead(event: JobEnded) -> Told | None:
    """Whoever ordered it."""
    if event.state != "dead" or not event.user:
        return None
    return Told(Person(event.user, event.organization), about=event.job, facts=facts_of(event))


@notice(
    "jobs.dead_letter", on=JobEnded, group=OPERATIONS, permission="jobs.retry", label=gettext_lazy("Failed task"),
    text=any_failed, address="/admin/jobs/{run}/", tone="bad",
)  # fmt: skip
def dead_letter(event: JobEnded) -> Told | None:
    """Those who can retry it; one notice for each kind of task."""
    if event.state != "dead":
        return None
    return Told(Holders(without=(event.user,)), about=event.job, facts=facts_of(event))
