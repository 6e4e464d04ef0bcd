"""How pages before the sign-in look: asked of the room above (`branding`, provider "theme")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from nucleus.kernel.registry import registry
from nucleus.platform.ui.shell import Brand, appearance


@dataclass(frozen=True, slots=True)
class Look:
    """A resolved theme: brand, stylesheet address, early font, texts of the sign-in pages, and the line about support.

    `texts` maps a frontend's key to `heading`, `text` and `lede`; what is missing there is the frontend's own.
    """

    brand: Brand
    href: str = ""
    font: str = "inter"
    support: str = ""
    is_neutral: bool = True
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def look_of(request: HttpRequest) -> Look:
    """The look for this request: by host before the sign-in, the provider's after it."""
    provider = registry.providers.get("theme")
    look: Look = provider(request) if provider else Look(Brand("Nucleus"))
    return look


def base_context(request: HttpRequest) -> dict[str, Any]:
    """What `layouts/base.html` needs."""
    look = look_of(request)
    return {**appearance(request), "brand": look.brand, "theme_href": look.href, "font": look.font}
