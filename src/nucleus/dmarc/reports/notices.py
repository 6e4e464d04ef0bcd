"""Who is told of the first report on a domain."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nucleus.dmarc.domains.names import shown_name
from nucleus.dmarc.reports.events import FirstReport
from nucleus.kernel.clock import today
from nucleus.kernel.notices import REPORTS, Facts, Holders, Told, notice

NEWS = 14  # days for which a report is news; an archive that is imported tells nobody


def first(facts: Facts) -> str:
    """How many domains, and the last one's name."""
    count = int(facts["domains"])
    words = ngettext(
        "The first report on %(name)s is in.",
        "The first reports on %(n)d domains are in, the last on %(name)s.",
        count,
    )
    return words % {"n": count, "name": shown_name(str(facts["name"]))}


@notice(
    "reports.first", on=FirstReport, group=REPORTS, permission="domains.register", label=_("First report"), text=first,
    address="/dmarc/domains/", tone="ok", adds=("domains",),
)  # fmt: skip
def first_report(event: FirstReport) -> Told | None:
    """Those of the owner who look after its domains."""
    if (today() - dt.date(1970, 1, 1)).days - event.day > NEWS:
        return None
    return Told(Holders((event.organization,)), facts={"domains": 1, "name": event.name})
