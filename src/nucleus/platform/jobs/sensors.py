"""Whether the worker works: heartbeat, what waits too long, what failed for good, events on their way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.clock import now
from nucleus.kernel.figures import Counted, figure
from nucleus.kernel.sensors import WORK, Level, Reading, counted, graded, sensor, waited
from nucleus.platform.gate.models import Outbox
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.jobs.queries import worker_silence


@sensor(
    "jobs.worker", group=WORK, label=gettext_lazy("Worker"), unit="s", help=gettext_lazy("Heartbeat of the worker.")
)
def worker() -> Reading:
    """How long ago a worker was heard of."""
    silence = worker_silence()
    if silence is None:
        return Reading(Level.BAD, _("No worker has ever run."))
    seconds = silence.total_seconds()
    return graded(seconds, _("Heard of %(n)d s ago.") % {"n": seconds}, warn=30, bad=90)


@sensor(
    "jobs.queue",
    group=WORK,
    label=gettext_lazy("Waiting tasks"),
    unit="s",
    help=gettext_lazy("How long the oldest task that could run has been waiting."),
)
def queue() -> Reading:
    """The longest wait of a task whose time has come."""
    moment = now()
    due = JobRun.objects.filter(state=State.WAITING).filter(Q(due_at__isnull=True) | Q(due_at__lte=moment))
    found = due.order_by().aggregate(oldest=Min("created_at"), n=Count("pk"))
    if not found["n"]:
        return Reading(Level.OK, _("Nothing waits."), 0)
    words = ngettext("%(n)d task waits.", "%(n)d tasks wait.", found["n"]) % {"n": found["n"]}
    return graded(max(0.0, (moment - found["oldest"]).total_seconds()), words, warn=300, bad=1800)


@sensor(
    "jobs.dead", group=WORK, label=gettext_lazy("Failed tasks"), help=gettext_lazy("Tasks that wait for a decision.")
)
def dead_letters() -> Reading:
    """Tasks that failed as often as they may."""
    count = JobRun.objects.filter(state=State.DEAD).count()
    words = ngettext("%(n)d task failed for good.", "%(n)d tasks failed for good.", count)
    return counted(count, words, warn=1, bad=20)


@sensor(
    "jobs.outbox",
    group=WORK,
    label=gettext_lazy("Events on their way"),
    unit="s",
    help=gettext_lazy("How long the oldest event has been waiting for its receivers."),
)
def outbox() -> Reading:
    """The longest wait of an event."""
    oldest = Outbox.objects.filter(relayed_at__isnull=True).order_by("pk").values_list("at", flat=True).first()
    return waited(oldest, _("All delivered."), warn=120, bad=900)


@figure("jobs", label=gettext_lazy("Background tasks"), failed=gettext_lazy("failed"))
def runs(begin: dt.datetime, end: dt.datetime) -> Mapping[str, Counted]:
    """Tasks that ended, by kind."""
    ended = JobRun.objects.filter(finished_at__gte=begin, finished_at__lt=end).order_by()
    rows = ended.values_list("name").annotate(n=Count("pk"), dead=Count("pk", filter=Q(state=State.DEAD)))
    return {name: Counted(n, dead) for name, n, dead in rows}
