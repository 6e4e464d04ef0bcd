"""How pages before the sign-in look: asked of the room above (`branding`, provider "theme")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _

from nucleus.platform.accounts.frontends import Frontend
from nucleus.platform.ui.frame import Theme, theme_of
from nucleus.platform.ui.shell import appearance


@dataclass(frozen=True, slots=True)
class Look(Theme):
    """A theme with what the sign-in pages show of it.

    `pages` maps a frontend's key to the values of its sign-in page (layout, art, heading, lede, panel_heading …); what
    is
    missing or empty there is the frontend's own. `support` is the line about support, `is_neutral` says that the host
    belongs to nobody below the company.
    """

    support: str = ""
    is_neutral: bool = True
    pages: Mapping[str, Mapping[str, str | bool]] = field(default_factory=dict, hash=False)


def look_of(request: HttpRequest) -> Look:
    """The look for this request: by host before the sign-in, the provider's after it."""
    theme = theme_of(request)
    return theme if isinstance(theme, Look) else Look(theme.brand, theme.href, theme.font, theme.help, theme.foot)


def base_context(request: HttpRequest) -> dict[str, Any]:
    """What `layouts/base.html` needs."""
    look = look_of(request)
    return {**appearance(request, look.density), "brand": look.brand, "theme_href": look.href, "font": look.font}


def page_words(look: Look, door: Frontend) -> dict[str, Any]:
    """What the sign-in page of a frontend says and how it is arranged: the brand's choice, else the frontend's own."""
    said = look.pages.get(door.key, {})
    points = [("headset", look.support)] if look.support and said.get("show_support", True) else []
    points += [("check", line) for line in str(said.get("panel_points", "")).splitlines()[:4] if line.strip()]
    picture = str(said.get("panel_picture", ""))
    invitation = _("New here? You get an invitation from whoever looks after your account.")
    return {
        **{name: said.get(name, "") for name in ("layout", "background", "art", "heading", "help_url")},
        "panel_picture": f"/theme/picture/{picture}" if picture else "",
        "portal": door.label,
        "lede": said.get("lede") or door.lede,
        "panel": {
            "heading": said.get("panel_heading") or door.heading,
            "text": said.get("panel_text") or door.text,
            "points": points,
        },
        "after_form": said.get("after_form") or invitation,
    }


def speak(request: HttpRequest, door: Frontend) -> None:
    """Lets a sign-in page begin in the language that the brand chose, where the visitor's browser has no choice
    stored.
    """
    chosen = str(look_of(request).pages.get(door.key, {}).get("language", ""))
    if chosen and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and chosen != get_language():
        activate(chosen)
        request.look = None  # type: ignore[attr-defined] # names and links are said anew
