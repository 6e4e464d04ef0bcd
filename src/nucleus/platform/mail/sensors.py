"""Whether mail leaves the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.clock import now
from nucleus.kernel.figures import Counted, figure
from nucleus.kernel.sensors import MAIL, Level, Reading, counted, sensor, waited
from nucleus.platform.mail.models import MailState, OutgoingMail

DAY = dt.timedelta(days=1)


@sensor(
    "mail.waiting",
    group=MAIL,
    label=gettext_lazy("Mail on its way"),
    unit="s",
    help=gettext_lazy("How long the oldest mail has been waiting for the server."),
)
def waiting() -> Reading:
    """The longest wait of a mail."""
    oldest = (
        OutgoingMail.objects.filter(state=MailState.WAITING).order_by("pk").values_list("created_at", flat=True).first()
    )
    if oldest is not None:
        return waited(oldest, "", warn=300, bad=3600)
    last = OutgoingMail.objects.order_by("-pk").values_list("state", flat=True).first()
    if last == MailState.KEPT:
        return Reading(Level.OFF, _("No mail server is configured: mails are kept as files."))
    return Reading(Level.OK, _("Nothing waits."), 0)


@sensor("mail.refused", group=MAIL, label=gettext_lazy("Refused mail"), help=gettext_lazy("Within the last 24 hours."))
def refused() -> Reading:
    """Mails that the server refused for good within a day."""
    count = OutgoingMail.objects.filter(state=MailState.FAILED, created_at__gt=now() - DAY).count()
    words = ngettext("%(n)d mail was refused.", "%(n)d mails were refused.", count)
    return counted(count, words, warn=1, bad=10)


@figure("mails", label=gettext_lazy("Mails"), failed=gettext_lazy("refused"))
def mails(begin: dt.datetime, end: dt.datetime) -> Mapping[str, Counted]:
    """Mails that were ordered."""
    rows = OutgoingMail.objects.filter(created_at__gte=begin, created_at__lt=end).order_by()
    found = rows.aggregate(n=Count("pk"), bad=Count("pk", filter=Q(state=MailState.FAILED)))
    return {"": Counted(found["n"], found["bad"])} if found["n"] else {}
