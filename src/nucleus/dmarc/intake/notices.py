"""Who is told of files that nobody can read and of domains that nobody knows: those who received them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.dmarc.domains.names import shown_name
from nucleus.dmarc.intake.events import FilesSetAside, UnknownDomains
from nucleus.kernel.notices import REPORTS, Facts, Holders, Told, notice


def set_aside(facts: Facts) -> str:
    """How many, and the last one's name."""
    count = int(facts["files"])
    words = ngettext(
        "%(name)s could not be read and is in quarantine.",
        "%(n)d files could not be read and are in quarantine, the last being %(name)s.",
        count,
    )
    return words % {"n": count, "name": facts["name"]}


def unknown(facts: Facts) -> str:
    """How many, and the last one's name."""
    count = int(facts["domains"])
    words = ngettext(
        "Reports came in on %(name)s, which nobody has registered.",
        "Reports came in on %(n)d domains that nobody has registered, the last being %(name)s.",
        count,
    )
    return words % {"n": count, "name": shown_name(str(facts["name"])) or _("unknown")}


@notice(
    "intake.quarantined", on=FilesSetAside, group=REPORTS, permission="intake.retry", text=set_aside, adds=("files",),
    label=gettext_lazy("File in quarantine"), address="/dmarc/files/?state=quarantined", tone="warn",
)  # fmt: skip
def quarantined(event: FilesSetAside) -> Told:
    """Those of the receiver who can read them again."""
    return Told(Holders((event.organization,)), facts={"files": event.files, "name": event.name})


@notice(
    "intake.unknown_domain", on=UnknownDomains, group=REPORTS, permission="domains.register", text=unknown,
    label=gettext_lazy("Unknown domain"), address="/dmarc/unknown-domains/", tone="info", adds=("domains",),
)  # fmt: skip
def unknown_domain(event: UnknownDomains) -> Told:
    """Those of the receiver who can register it."""
    facts: Facts = {"domains": len(event.names), "name": event.names[-1]}
    return Told(Holders((event.organization,)), facts=facts)
