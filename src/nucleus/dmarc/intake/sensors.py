"""Whether report files come in and are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.dmarc.intake.models import Folder, Message, State
from nucleus.kernel.clock import now
from nucleus.kernel.figures import Counted, figure
from nucleus.kernel.sensors import INTAKE, Level, Reading, counted, graded, sensor, waited

DAY = dt.timedelta(days=1)


@sensor(
    "intake.waiting",
    group=INTAKE,
    label=gettext_lazy("Files to be read"),
    unit="s",
    help=gettext_lazy("How long the oldest received file has been waiting."),
)
def waiting() -> Reading:
    """The longest wait of a received file."""
    oldest = Message.objects.filter(state=State.RECEIVED).order_by("pk").values_list("received_at", flat=True).first()
    return waited(oldest, _("Everything is read."), warn=600, bad=3600)


@sensor(
    "intake.quarantine",
    group=INTAKE,
    label=gettext_lazy("Quarantine"),
    help=gettext_lazy("Files that could not be read, within the last 24 hours."),
)
def quarantine() -> Reading:
    """Files of a day that nobody could read."""
    count = Message.objects.filter(state=State.QUARANTINED, received_at__gt=now() - DAY).count()
    words = ngettext("%(n)d file could not be read.", "%(n)d files could not be read.", count)
    return counted(count, words, warn=1, bad=100)


@sensor("intake.folders", group=INTAKE, label=gettext_lazy("Watched folders"))
def folders() -> Reading:
    """Folders that cannot be looked into."""
    found = Folder.objects.order_by().aggregate(n=Count("pk"), bad=Count("pk", filter=~Q(problem="")))
    if not found["n"]:
        return Reading(Level.OFF, _("No folder is watched."))
    if not found["bad"]:
        words = ngettext("%(n)d folder is watched.", "%(n)d folders are watched.", found["n"])
        return Reading(Level.OK, words % {"n": found["n"]}, 0)
    words = ngettext("%(n)d folder cannot be read.", "%(n)d folders cannot be read.", found["bad"])
    return graded(found["bad"], words % {"n": found["bad"]}, warn=0, bad=1)


@figure("reports", label=gettext_lazy("Report files"), failed=gettext_lazy("in quarantine"))
def files(begin: dt.datetime, end: dt.datetime) -> Mapping[str, Counted]:
    """Files that came in, by their way."""
    rows = Message.objects.filter(received_at__gte=begin, received_at__lt=end).order_by()
    counted = rows.values_list("source").annotate(n=Count("pk"), bad=Count("pk", filter=Q(state=State.QUARANTINED)))
    return {source: Counted(n, bad) for source, n, bad in counted}
