"""Sensors of the house itself: database, answers, audit trail, places in the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.apps import apps
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.clock import now
from nucleus.kernel.figures import Counted, figure
from nucleus.kernel.sensors import STORAGE, TRUST, WEB, Level, Reading, graded, sensor, waited
from nucleus.operations.monitoring.models import Verification
from nucleus.operations.vitals.models import Tally
from nucleus.platform.accounts.models import Attempt
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.models import Organization
from nucleus.platform.tree.tenant import TenantModel


@sensor("database", group=STORAGE, label=gettext_lazy("Database"), help=gettext_lazy("Answers, and takes a write."))
def database() -> Reading:
    """Whether a write transaction begins and ends."""
    with write_transaction():
        count = Organization.objects.order_by().count()
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    return Reading(Level.OK, _("%(name)s answers; %(n)d organizations.") % {"name": name, "n": count})


@sensor(
    "web.errors",
    group=WEB,
    label=gettext_lazy("Failed answers"),
    unit="%",
    help=gettext_lazy("Share of requests within two hours that ended in an error of the server."),
)
def web_errors() -> Reading:
    """The share of answers of 500 and above."""
    since = now() - dt.timedelta(hours=2)
    found = Tally.objects.filter(kind="requests", hour__gte=since).aggregate(n=Sum("count"), bad=Sum("failed"))
    if not found["n"]:
        return Reading(Level.OFF, _("No requests within two hours."))
    share = 100 * found["bad"] / found["n"]
    words = ngettext("%(n)d request.", "%(n)d requests.", found["n"]) % {"n": found["n"]}
    return graded(round(share, 2), words, warn=0.5, bad=5)


@sensor(
    "web.speed",
    group=WEB,
    label=gettext_lazy("Time to answer"),
    unit="ms",
    help=gettext_lazy("Mean of all requests within two hours."),
)
def web_speed() -> Reading:
    """The mean time to answer."""
    since = now() - dt.timedelta(hours=2)
    found = Tally.objects.filter(kind="requests", hour__gte=since).aggregate(n=Sum("count"), spent=Sum("spent"))
    if not found["n"]:
        return Reading(Level.OFF, _("No requests within two hours."))
    mean = found["spent"] / found["n"]
    return graded(round(mean, 1), "", warn=500, bad=3000)


@sensor("audit.sealing", group=TRUST, label=gettext_lazy("Sealing of the audit trail"), unit="s")
def sealing() -> Reading:
    """How long the oldest line waits for its seal."""
    oldest = Line.objects.filter(sequence__isnull=True).order_by("at").values_list("at", flat=True).first()
    return waited(oldest, _("Every line is sealed."), warn=180, bad=900)


@sensor("audit.verified", group=TRUST, label=gettext_lazy("Check of the audit trail"), every=10)
def verified() -> Reading:
    """What the last check of the chain found."""
    last = Verification.objects.filter(finished_at__isnull=False).order_by("-started_at").first()
    if last is None:
        return Reading(Level.OFF, _("Not checked yet."))
    if last.wrong:
        words = ngettext("%(n)d finding.", "%(n)d findings.", last.wrong) % {"n": last.wrong}
        return Reading(Level.BAD, words, last.wrong)
    return Reading(Level.OK, _("Whole at the last check, %(day)s.") % {"day": f"{last.started_at:%Y-%m-%d}"}, 0)


@sensor(
    "tree.places",
    group=TRUST,
    label=gettext_lazy("Places in the tree"),
    help=gettext_lazy("Rows whose distributor, partner or customer is not that of their organization."),
    every=360,
)
def places() -> Reading:
    """How many rows stand elsewhere than their organization says."""
    wrong = 0
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            wrong += misplaced(model).count()
    if not wrong:
        return Reading(Level.OK, _("Every row stands where its organization stands."), 0)
    words = ngettext("%(n)d row stands elsewhere.", "%(n)d rows stand elsewhere.", wrong) % {"n": wrong}
    return Reading(Level.BAD, words, wrong)


PLACE = ("distributor_id", "partner_id", "customer_id")


def misplaced(model: type[TenantModel]) -> QuerySet[TenantModel]:
    """Rows of a model whose ancestors disagree with those of their organization."""
    rows, wrong = model._base_manager.all(), Q()  # noqa: SLF001 - of any model
    for column in PLACE:
        ours, theirs = f"ours_{column}", f"theirs_{column}"
        rows = rows.annotate(**{ours: Coalesce(column, 0), theirs: Coalesce(f"organization__{column}", 0)})
        wrong |= ~Q(**{ours: F(theirs)})
    return rows.filter(wrong)


@figure("sign-ins", label=gettext_lazy("Sign-ins"), failed=gettext_lazy("failed"))
def sign_ins(begin: dt.datetime, end: dt.datetime) -> Mapping[str, Counted]:
    """Tries, and those that did not succeed."""
    rows = Attempt.objects.filter(at__gte=begin, at__lt=end)
    found = rows.aggregate(n=Count("pk"), bad=Count("pk", filter=Q(succeeded=False)))
    return {"": Counted(found["n"], found["bad"])} if found["n"] else {}
