"""How old the data on sending addresses is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.dmarc.reports.enrichment import data_day
from nucleus.dmarc.reports.refreshing import refused
from nucleus.dmarc.reports.settings import OLD_AFTER
from nucleus.kernel.clock import today
from nucleus.kernel.sensors import INTAKE, Level, Reading, sensor


@sensor(
    "enrichment.data",
    group=INTAKE,
    label=gettext_lazy("Address and sender data"),
    unit="days",
    help=gettext_lazy("Age of the data that names country, network and sender of an address."),
    every=30,
)
def data_age() -> Reading:
    """Its age in days, and files that were refused."""
    day = data_day()
    if day is None:
        return Reading(Level.WARN, _("There is none: countries and senders read unknown."))
    age = float((today() - day).days)
    if found := refused():
        words = _("A new file was refused: %(name)s. The data in use is of %(day)s.")
        return Reading(Level.WARN, words % {"name": ", ".join(found), "day": f"{day:%F}"}, age)
    level = Level.WARN if age > OLD_AFTER.value() else Level.OK
    return Reading(level, _("Built on %(day)s.") % {"day": f"{day:%F}"}, age)
