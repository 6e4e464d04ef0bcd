"""From the values of designs to a look: what pages, sign-in pages and error pages show."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nucleus.kernel.actor import Place, Tier
from nucleus.platform.accounts.looks import Look
from nucleus.platform.branding.colours import Colours
from nucleus.platform.branding.keys import FRONTEND_KINDS, THEME
from nucleus.platform.branding.mark import letters_of, mark_svg
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.stylesheet import Shape, theme_css
from nucleus.platform.sets.catalogue import DEFAULT, shows_slots
from nucleus.platform.tree.models import Organization, TierChoice
from nucleus.platform.ui.shell import Brand, FootLink, MenuEntry

Values = Mapping[str, str | bool]
LINKS = {
    "privacy_url": gettext_noop("Privacy"),
    "terms_url": gettext_noop("Terms"),
    "imprint_url": gettext_noop("About us"),
    "accessibility_url": gettext_noop("Accessibility"),
}


def shape_of(values: Values) -> Shape:
    """What the stylesheet is made from."""
    said = {name: str(values[name]) for name in ("seed", "deep", "link", "font", "radius", "sidebar")}
    return Shape(Colours(said["seed"], said["deep"], said["link"]), said["font"], said["radius"], said["sidebar"])


def css_of(values: Values) -> str:
    """The stylesheet of the values."""
    return theme_css(shape_of(values))


def files_hash(values: Values) -> str:
    """Ten letters that change with stylesheet or drawn mark, for their addresses."""
    drawn = mark_svg(str(values["seed"]), letters(values))
    return hashlib.sha256((css_of(values) + drawn).encode()).hexdigest()[:10]


def letters(values: Values) -> str:
    """One or two letters for the drawn mark."""
    return letters_of(str(values["brand_name"]), str(values["initials"]))


def picture_address(name: str | bool, size: int = 0) -> str:
    """Where a picture is served; empty without one."""
    if not name:
        return ""
    digest, _dot, kind = str(name).partition(".")
    return f"/theme/picture/{digest}{f'-{size}' if size else ''}.{kind}"


def brand_of(values: Values, address: str, home: str) -> Brand:
    """Name and pictures. `address` is where drawn mark and icon are served, without their ending."""
    mark, icon = values["mark"], values["favicon"] or values["mark"]
    small = picture_address(icon, 0 if str(icon).endswith("svg") else 32)
    large = picture_address(icon, 180) if icon and str(icon).endswith("png") else f"{address}.png"
    return Brand(
        str(values["brand_name"]),
        picture_address(mark) or f"{address}.svg",
        home,
        wordmark=picture_address(values["wordmark"]),
        wordmark_dark=picture_address(values["wordmark_dark"]),
        logo=picture_address(values["logo"]),
        logo_dark=picture_address(values["logo_dark"]),
        icon=small or f"{address}.svg",
        touch=large,
    )


def make_look(
    values: Values,
    pages: Mapping[str, Values],
    owner: Organization | None,
    *,
    home: str = "/",
    helped: MenuEntry | None = None,
    href: str = "",
) -> Look:
    """The look. `owner` is whose theme it is (None: nobody published any), `href` another address of the stylesheet."""
    address = f"/theme/{owner.slug}.{files_hash(values)}" if owner else ""
    brand = brand_of(values, address, home) if owner else Brand(str(values["brand_name"]), home=home)
    return Look(
        brand,
        href or (f"{address}.css" if address else ""),
        str(values["font"]),
        help=helped,
        foot=foot_of(values),
        template_set=drawn_by(values),
        blueprint=shows_slots(drawn_by(values)),
        density="compact" if values["density"] == "compact" else "",
        support=support_line(values, owner),
        is_neutral=owner is None or owner.tier == TierChoice.COMPANY,
        pages={FRONTEND_KINDS[kind]: dict(said) for kind, said in pages.items()},
    )


def drawn_by(values: Values) -> str:
    """The slug of the template set; empty for the default one."""
    chosen = str(values["template_set"])
    return "" if chosen == DEFAULT else chosen


def foot_of(values: Values) -> tuple[FootLink, ...]:
    """The links that every footer ends with."""
    links = [FootLink(_(LINKS[name]), str(values[name])) for name in LINKS if values[name]]
    return (*links, *([FootLink(_("Powered by Nucleus"), "")] if values["powered_by"] else []))


def support_line(values: Values, owner: Organization | None) -> str:
    """Whom people of the theme ask for help, in a line; empty where nobody is named."""
    if values["support_line"]:
        return str(values["support_line"])
    reached = (owner.support_phone or owner.support_email) if owner else ""
    reached = str(values["support_email"]) or reached
    return _("Support: %(reached)s") % {"reached": reached} if reached else ""


def help_of(place: Place | None, published: Mapping[int | None, Mapping[str, Design]]) -> MenuEntry | None:
    """The support address of the nearest organization above that states one, in its theme or by itself."""
    if place is None or place.tier is Tier.COMPANY:
        return None
    ids = [i for i in (place.partner, place.distributor) if i is not None and i != place.organization]
    above = {o.pk: o for o in Organization.objects.filter(pk__in=ids)}
    company = Organization.objects.filter(tier=TierChoice.COMPANY).first()
    for owner, organization in [*((i, above.get(i)) for i in ids), (None, company)]:
        design = published.get(owner, {}).get(THEME)
        stated = (design.published or {}).get("values", {}).get("support_email") if design else ""
        reached = stated or (organization.support_email if organization else "")
        if reached:
            return MenuEntry("life-buoy", _("Help & contact"), f"mailto:{reached}")
    return None
