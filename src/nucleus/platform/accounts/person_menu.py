"""What the frame asks about the person: the account menu, and where to sign in."""

from __future__ import annotations

from functools import lru_cache

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.platform.accounts.entry import memberships_of
from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.accounts.sql import SignedIn
from nucleus.platform.tree.models import TierChoice
from nucleus.platform.ui.frame import Account
from nucleus.platform.ui.shell import Banner, MenuEntry, Switcher, SwitcherChoice


@lru_cache(maxsize=2048)
def facts(data: str) -> dict[str, object]:
    """What the session keeps beside its columns: keep (stay signed in), many (several memberships), above (parent)."""
    return dict(orjson.loads(data)) if data else {}


def account_of(request: HttpRequest) -> Account:
    """The account menu and the switcher; the other memberships are read only where there are any."""
    signed = signed_of(request)
    if signed is None:
        return Account()
    links = [MenuEntry("user", _("Profile"), "/profile/"), MenuEntry("shield", _("Security"), "/security/")]
    many = bool(facts(signed.data).get("many"))
    if many:
        links.append(MenuEntry("arrow-left-right", _("Switch organization"), "/switch/"))
    return Account(tuple(links), "/sign-out/", _switcher(signed, many=many))


def _switcher(signed: SignedIn, *, many: bool) -> Switcher | None:
    place = signed.actor.place
    if place is None:
        return Switcher(_("Administration"), _("Whole installation"))
    above = facts(signed.data).get("above")
    label = str(TierChoice(place.tier.value).label)
    detail = f"{label} · {above}" if above else label
    if not many:
        return Switcher(signed.organization_name, detail)
    choices = tuple(
        SwitcherChoice(
            m.organization.name,
            str(TierChoice(m.organization.tier).label),
            m.public_id,
            active=m.public_id == signed.membership_id,
        )
        for m in memberships_of(signed.user)
    )
    return Switcher(signed.organization_name, detail, "/switch/", choices)


def sign_in_of(request: HttpRequest) -> str:
    """The sign-in page of the frontend that was asked for, else the one without a stated tier."""
    first = request.path.split("/")[1]
    return FRONTENDS[first if first in FRONTENDS else ""].sign_in


def banners_of(request: HttpRequest) -> list[Banner]:
    """What the person has to know on every page."""
    signed = signed_of(request)
    if signed is None or not signed.suspended:
        return []
    return [Banner(_("Your organization is suspended: you can look at everything, but change nothing."), "lock")]
