"""Whose look it is: by host before the sign-in, the provider's after it; key by key the nearest of partner,
distributor, platform, unless one above locked the key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from nucleus.kernel.actor import Place, actor_or_none, system_actor
from nucleus.platform.accounts.frontends import home_of
from nucleus.platform.accounts.looks import Look
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.branding.keys import THEME
from nucleus.platform.branding.looks import help_of, make_look
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.queries import LOOKS, chain_of, ids_of, published_designs, resolve
from nucleus.platform.languages.effect import Speech, speech_of
from nucleus.platform.tree.epochs import epoch_of
from nucleus.platform.tree.models import Organization, Status, TierChoice

SECONDS = 10.0  # how long names and support addresses of organizations may be seen as they were; designs never
MOST = 2000  # looks kept

_kept: dict[Any, tuple[int, float, Look]] = {}


def forget_looks() -> None:
    """Every look is read anew."""
    _kept.clear()


def look_for(request: HttpRequest) -> Look:
    """The look of a request. It is kept in the process as long as no design was published anywhere since: the number
    that tells so comes with the session, or by a small query.
    """
    given: Look | None = getattr(request, "look", None)
    if given is not None:
        return given
    actor, signed = actor_or_none(), signed_of(request)
    if signed is not None and actor is not None:
        place = actor.place
        look = _keep(("place", place, get_language()), signed.looks, lambda: _look_of_place(place))
    else:
        slug = host_slug(request.META.get("HTTP_HOST", ""))
        look = _keep(("host", slug, get_language()), epoch_of(LOOKS), lambda: _look_of_host(slug))
    request.look = look  # type: ignore[attr-defined] # once per request
    return look


def host_slug(host: str) -> str:
    """The short name in `SLUG.BASE_HOST` or `SLUG.localhost`; empty for any other host."""
    name = host.partition(":")[0].lower().rstrip(".")
    for base in (settings.BASE_HOST, "localhost"):
        if name.endswith(f".{base}"):
            slug = name.removesuffix(f".{base}")
            return slug if slug and "." not in slug else ""
    return ""


def _keep(key: Any, epoch: int, make: Callable[[], Look]) -> Look:
    moment = time.monotonic()
    found = _kept.get(key)
    if found is not None and found[0] == epoch and moment - found[1] < SECONDS:
        return found[2]
    if len(_kept) >= MOST:
        _kept.clear()
    look = make()
    _kept[key] = (epoch, moment, look)
    return look


def _look_of_place(place: Place | None) -> Look:
    published = published_designs(place)
    home = home_of(place.tier if place else None)
    with system_actor("the look of the provider"):
        return look_from(place, published, home, help_of(place, published))


def _look_of_host(slug: str) -> Look:
    owner = _owner_of_host(slug)
    place = owner.place if owner else None
    with system_actor("the look of a host name"):
        return look_from(place, published_designs(place))


def _owner_of_host(slug: str) -> Organization | None:
    if not slug:
        return None
    with system_actor("the look of a host name"):
        found: Organization | None = Organization.objects.filter(slug=slug).exclude(status=Status.CLOSED).first()
    return found


def host_speech(request: HttpRequest) -> Speech:
    """The language and the clock of the organization whose host was called; the installation's for any other host."""
    owner = _owner_of_host(host_slug(request.META.get("HTTP_HOST", "")))
    if owner is None:
        return speech_of(place=None)
    return speech_of(Speech(owner.language, owner.timezone), place=owner.place)


def look_from(
    place: Place | None, published: Mapping[int | None, Mapping[str, Design]], home: str = "/", helped: Any = None
) -> Look:
    """The look of a place out of published designs."""
    owner, values = values_of(place, published)
    pages = {
        kind: {name: found.value for name, found in resolve(kind, chain_of(kind, place, published)).items()}
        for kind in sorted({kind for designs in published.values() for kind in designs} - {THEME})
    }
    return make_look(values, pages, owner, home=home, helped=helped)


def values_of(
    place: Place | None, published: Mapping[int | None, Mapping[str, Design]]
) -> tuple[Organization | None, Mapping[str, str | bool]]:
    """Whose theme it is (None where nobody published one), and every value of it in force."""
    owners = [o for o in (None, *ids_of(place)) if THEME in published.get(o, {})]
    owner = published[owners[-1]][THEME].organization if owners else None
    return owner, {name: found.value for name, found in resolve(THEME, chain_of(THEME, place, published)).items()}


def theme_values(slug: str) -> Mapping[str, str | bool] | None:
    """The values in force of an organization that published a theme; None for any other."""
    with system_actor("a published theme is public"):
        owner = Organization.objects.filter(slug=slug).first()
        if owner is None:
            return None
        place = owner.place
        published = published_designs(place)
        if THEME not in published.get(None if owner.tier == TierChoice.COMPANY else owner.pk, {}):
            return None
        return values_of(place, published)[1]
