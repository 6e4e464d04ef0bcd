"""What the sign-in page of a frontend says and how it is arranged: the brand's choice where there is one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import activate, get_language

from nucleus.platform.accounts.frontends import Frontend
from nucleus.platform.accounts.looks import Look
from nucleus.platform.branding.looks import picture_address
from nucleus.platform.branding.resolution import look_for

MOST_POINTS = 4
ARRANGED = ("layout", "background", "art", "heading", "help_url")


def sign_in_page(asked: tuple[HttpRequest, Frontend]) -> dict[str, Any]:
    """What the brand says; the page keeps its own words for everything else."""
    request, door = asked
    look = _spoken(request, door)
    said = look.pages.get(door.key, {})
    points = [("headset", look.support)] if look.support and said.get("show_support", True) else []
    lines = [line for line in str(said.get("panel_points", "")).splitlines() if line.strip()]
    found = {
        **{name: said.get(name, "") for name in ARRANGED},
        "panel_picture": picture_address(said.get("panel_picture", "")),
        "panel": {
            "heading": said.get("panel_heading") or door.heading,
            "text": said.get("panel_text") or door.text,
            "points": [*points, *(("check", line) for line in lines[:MOST_POINTS])],
        },
    }
    return found | {name: said[name] for name in ("lede", "after_form") if said.get(name)}


def _spoken(request: HttpRequest, door: Frontend) -> Look:
    """The look, in the language that the brand chose, where the visitor's browser has no choice stored."""
    look = look_for(request)
    chosen = str(look.pages.get(door.key, {}).get("language", ""))
    if chosen and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and chosen != get_language():
        activate(chosen)
        if not getattr(request, "look_is_draft", False):
            request.look = None  # type: ignore[attr-defined] # names and links are said anew
            look = look_for(request)
    return look
