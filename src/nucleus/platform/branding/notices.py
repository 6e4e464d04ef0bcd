"""Who is told of a published look."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.notices import ORGANIZATION, Facts, Holders, Told, notice
from nucleus.platform.branding.events import LookPublished


def published(facts: Facts) -> str:
    """Which version, and the note that goes with it."""
    said = _("Version %(version)d of the look was published.") % {"version": facts["version"]}
    return f"{said} {facts['note']}".rstrip()


@notice(
    "branding.published", on=LookPublished, group=ORGANIZATION, permission="themes.view", tone="info",
    label=gettext_lazy("Look published"), text=published, address="/branding/",
)  # fmt: skip
def look_published(event: LookPublished) -> Told:
    """Those of the organization who look after its brand, but for who did it."""
    facts: Facts = {"version": event.version, "note": event.note}
    return Told(Holders((event.organization,), without=event.by), about=event.design, facts=facts)
