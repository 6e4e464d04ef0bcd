"""The head of mails and documents, in the theme that the recipient's organization sees."""

from __future__ import annotations

from nucleus.platform.branding.colours import derive
from nucleus.platform.branding.looks import Values, letters, shape_of, support_line
from nucleus.platform.branding.queries import published_designs
from nucleus.platform.branding.resolution import values_of
from nucleus.platform.mail.letterhead import Letterhead
from nucleus.platform.tree.models import Organization


def letterhead_for(organization: Organization | None) -> Letterhead:
    """The theme in force as a head; the product's own where nobody published one."""
    place = organization.place if organization else None
    owner, values = values_of(place, published_designs(place))
    return letterhead(values, owner) if owner else Letterhead()


def letterhead(values: Values, owner: Organization | None) -> Letterhead:
    """The head for the values of a theme; colours are those of the light mode, which paper and mail have."""
    colours = {name: pair.light for name, pair in derive(shape_of(values).colours).items()}
    return Letterhead(
        name=str(values["brand_name"]),
        initials=letters(values),
        fill=colours["brand"],
        ink=colours["on-brand"],
        link=colours["brand-text"],
        line=colours["brand-line"],
        support=support_line(values, owner),
        mail_foot=str(values["mail_footer"]),
        document_foot=str(values["document_footer"]),
    )
