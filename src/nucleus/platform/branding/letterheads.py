"""The head of mails and documents, in the theme that the recipient's organization sees."""

from __future__ import annotations

from functools import lru_cache

from nucleus.platform.branding.colours import derive
from nucleus.platform.branding.looks import Values, letters, picture_address, shape_of, support_line
from nucleus.platform.branding.pictures import served_picture
from nucleus.platform.branding.queries import published_designs
from nucleus.platform.branding.resolution import values_of
from nucleus.platform.mail.letterhead import Letterhead, Logo
from nucleus.platform.pictures.rasters import Raster, fitted
from nucleus.platform.tree.models import Organization

SHOWN_WIDTH, SHOWN_HEIGHT = 200, 48  # pixels of the head of a mail
SHARPNESS = 2  # screens with two dots a pixel
MOST_BYTES = 100_000  # of the picture in every mail; a photograph instead of a logo would weigh more


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
        logo=_logo(str(values["logo"] or "")),
    )


def mail_logo(name: str) -> bytes | None:
    """The PNG that a mail carries for a picture of that name."""
    found = _small(name)
    return found.data if found else None


def _logo(name: str) -> Logo | None:
    found = _small(name)
    if found is None:
        return None
    scale = min(1.0, SHOWN_WIDTH / found.width, SHOWN_HEIGHT / found.height)
    size = max(1, round(found.width * scale)), max(1, round(found.height * scale))
    return Logo(name, *size, picture_address(name))


@lru_cache(maxsize=64)
def _made(digest: str, kind: str) -> Raster | None:
    """The picture made small. It never changes under its digest; what is not there (yet) is not remembered."""
    data = served_picture(digest, kind, 0)
    if data is None:
        raise LookupError(digest)
    small = fitted(data, SHARPNESS * SHOWN_WIDTH, SHARPNESS * SHOWN_HEIGHT)
    return small if len(small.data) <= MOST_BYTES else None


def _small(name: str) -> Raster | None:
    """None without a picture, for a drawing (mail programs do not show SVG) and for one that stays too heavy."""
    digest, _dot, kind = name.partition(".")
    if kind != "png":
        return None
    try:
        return _made(digest, kind)
    except LookupError:
        return None
