"""The front page, robots.txt and the favicon."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nucleus.kernel.assets import asset_url
from nucleus.platform.accounts.frontends import FRONTENDS, home_of
from nucleus.platform.accounts.looks import base_context, look_of
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.languages.links import language_links
from nucleus.platform.ui.shell import FootLink

ROBOTS = "User-agent: *\nAllow: /$\nDisallow: /\n"
ICONS = {"customer": "building-2", "partner": "briefcase", "distributor": "boxes", "company": "building"}


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    """What this is and where to sign in, under the name of the host; signed-in people go to their frontend."""
    signed = signed_of(request)
    if signed is not None:
        place = signed.actor.place
        return HttpResponseRedirect(settings.PORTAL + home_of(place.tier if place else None))
    look = look_of(request)
    keys = ["customer", "partner", *(["distributor", "company"] if look.is_neutral else [])]
    doors = [
        {"url": settings.PORTAL + door.sign_in, "icon": ICONS[key], "label": door.label, "lede": door.lede}
        for key, door in ((key, FRONTENDS[key]) for key in keys)
    ]
    foot = [FootLink(_("Administration"), settings.PORTAL + FRONTENDS["admin"].sign_in)] if look.is_neutral else []
    context = {
        **base_context(request),
        "title": _("Welcome"),
        "doors": doors,
        "support": look.support,
        "foot": [*language_links(request), *foot, FootLink(_("Status"), f"{settings.PORTAL}/status/"), *look.foot],
    }
    return render(request, "portals/public/front.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The front page may be found, everything else is behind a sign-in."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """To the mark of the host's theme."""
    response = HttpResponseRedirect(look_of(request).brand.icon or asset_url("nucleus.svg"))
    response["Cache-Control"] = "max-age=3600"
    return response
