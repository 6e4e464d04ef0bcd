"""How pages before the sign-in look: asked of the room above (`branding`, provider "theme")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from nucleus.platform.ui.frame import Theme, theme_of
from nucleus.platform.ui.shell import appearance


@dataclass(frozen=True, slots=True)
class Look(Theme):
    """A theme with what the sign-in pages show of it.

    `pages` maps a frontend's key to the values of its sign-in page; what is missing or empty there is the frontend's
    own. `support` is the line about support, `is_neutral` says that the host belongs to nobody below the company.
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
