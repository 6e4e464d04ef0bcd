"""Whose look it is: by host before the sign-in, the provider's after it; nearest of partner, distributor, platform."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Place, Tier, actor_or_none, system_actor
from nucleus.platform.accounts.frontends import home_of
from nucleus.platform.accounts.looks import Look
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.branding.mark import mark_hash
from nucleus.platform.branding.models import StoredTheme
from nucleus.platform.tree.models import Organization, Status, TierChoice
from nucleus.platform.ui.shell import Brand, MenuEntry

SECONDS = 10.0  # how long another process may show the former look
MOST = 2000  # looks kept

_kept: dict[Any, tuple[float, Look]] = {}


def forget_looks() -> None:
    """Every look is read anew."""
    _kept.clear()


def look_for(request: HttpRequest) -> Look:
    """The look of a request; the database is asked once in `SECONDS` for each place or host name."""
    actor = actor_or_none()
    if signed_of(request) is not None and actor is not None:
        place = actor.place
        return _keep(("place", place, get_language()), lambda: _look_of_place(place))
    slug = host_slug(request.META.get("HTTP_HOST", ""))
    return _keep(("host", slug, get_language()), lambda: _look_of_host(slug))


def host_slug(host: str) -> str:
    """The short name in `SLUG.BASE_HOST` or `SLUG.localhost`; empty for any other host."""
    name = host.partition(":")[0].lower().rstrip(".")
    for base in (settings.BASE_HOST, "localhost"):
        if name.endswith(f".{base}"):
            slug = name.removesuffix(f".{base}")
            return slug if slug and "." not in slug else ""
    return ""


def _keep(key: Any, make: Callable[[], Look]) -> Look:
    moment = time.monotonic()
    found = _kept.get(key)
    if found is not None and moment - found[0] < SECONDS:
        return found[1]
    if len(_kept) >= MOST:
        _kept.clear()
    look = make()
    _kept[key] = (moment, look)
    return look


def _look_of_place(place: Place | None) -> Look:
    with system_actor("the look of the provider"):
        look = _nearest(place)
        helped = _help(place)
    home = home_of(place.tier if place else None)
    return replace(look, brand=look.brand._replace(home=home), help=helped)


def _look_of_host(slug: str) -> Look:
    with system_actor("the look of a host name"):
        owner = Organization.objects.filter(slug=slug).exclude(status=Status.CLOSED).first() if slug else None
        return _nearest(owner.place if owner else None)


def _nearest(place: Place | None) -> Look:
    """The look of the nearest theme; the product's own without any."""
    theme = nearest_theme(place)
    return _look(theme) if theme else Look(Brand("Nucleus"))


def nearest_theme(place: Place | None) -> StoredTheme | None:
    """The nearest published theme of partner, distributor, platform. Asked for as the system."""
    ids = [i for i in (place.partner, place.distributor) if i is not None] if place else []
    rows = StoredTheme.objects.filter(is_published=True).select_related("organization")
    found = {row.organization_id: row for row in rows.filter(organization__in=ids)}
    for pk in ids:
        if pk in found:
            return found[pk]  # type: ignore[no-any-return]
    return rows.filter(organization__tier=TierChoice.COMPANY).first()  # type: ignore[no-any-return]


def _look(theme: StoredTheme) -> Look:
    organization = theme.organization
    address = f"/theme/{organization.slug}.{mark_hash(theme)}"
    return Look(
        Brand(theme.name, f"{address}.svg"),
        f"{address}.css",
        theme.font,
        support=support_line(theme),
        is_neutral=organization.tier == TierChoice.COMPANY,
        texts=theme.texts,
    )


def support_line(theme: StoredTheme) -> str:
    """Whom people of the theme ask for help, in a line; empty where nobody is named."""
    reached = theme.organization.support_phone or theme.organization.support_email
    return theme.support_line or (_("Support: %(reached)s") % {"reached": reached} if reached else "")


def _help(place: Place | None) -> MenuEntry | None:
    """The support address of the nearest organization above that states one."""
    if place is None or place.tier is Tier.COMPANY:
        return None
    ids = [i for i in (place.partner, place.distributor) if i is not None and i != place.organization]
    above = {o.pk: o for o in Organization.objects.filter(pk__in=ids)}
    chain = [above[i] for i in ids if i in above]
    company = Organization.objects.filter(tier=TierChoice.COMPANY).first()
    for organization in [*chain, *([company] if company else [])]:
        if organization.support_email:
            return MenuEntry("life-buoy", _("Help & contact"), f"mailto:{organization.support_email}")
    return None
