"""The head of mails and documents, in the theme that the recipient's organization sees."""

from __future__ import annotations

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.colours import derive
from nucleus.platform.branding.mark import letters_of
from nucleus.platform.branding.resolution import nearest_theme, support_line
from nucleus.platform.mail.letterhead import Letterhead
from nucleus.platform.tree.models import Organization


def letterhead_for(organization: Organization | None) -> Letterhead:
    """The nearest published theme as a head; colours are those of the light mode, which paper and mail have."""
    with system_actor("the head of mails and documents"):
        theme = nearest_theme(organization.place if organization else None)
        if theme is None:
            return Letterhead()
        colours = {name: pair.light for name, pair in derive(theme.seed).items()}
        return Letterhead(
            name=theme.name,
            initials=letters_of(theme),
            fill=colours["brand"],
            ink=colours["on-brand"],
            link=colours["brand-text"],
            line=colours["brand-line"],
            support=support_line(theme),
        )
