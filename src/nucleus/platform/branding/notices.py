"""Who is told of a published look."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.notices import ORGANIZATION, Facts, Holders, Told, notice
from nucleus.platform.branding.events import LookPublished
from nucleus.platform.branding.keys import THEME
from nucleus.platform.tree.models import TierChoice


def published(facts: Facts) -> str:
    """What, which version, and the note that goes with it."""
    tier = str(facts["design"]).removeprefix("sign-in-")
    if facts["design"] == THEME:
        said = _("The theme was published, version %(version)d.") % {"version": facts["version"]}
    else:
        frontend = TierChoice(tier).label if tier in TierChoice.values else _("Administration")
        said = _("The sign-in page “%(frontend)s” was published, version %(version)d.") % {
            "frontend": frontend, "version": facts["version"],
        }  # fmt: skip
    return f"{said} {facts['note']}".rstrip()


@notice(
    "branding.published", on=LookPublished, group=ORGANIZATION, permission="themes.view", tone="info",
    label=gettext_lazy("Look published"), text=published, address="/branding/",
)  # fmt: skip
def look_published(event: LookPublished) -> Told:
    """Those of the organization who look after its brand, but for who did it."""
    facts: Facts = {"design": event.kind, "version": event.version, "note": event.note}
    return Told(Holders((event.organization,), without=(event.by,)), about=event.design, facts=facts)
