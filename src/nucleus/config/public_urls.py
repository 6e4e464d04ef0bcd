"""Root addresses of the public site in a process of its own (`nucleus serve public`): its pages, the files that they
load, and the health endpoints. No portal, no sign-in and no API is there.
"""

from __future__ import annotations

from importlib import import_module

from django.urls import URLPattern, URLResolver

from nucleus.config.routing import Addresses
from nucleus.config.urls import handler400, handler403, handler404, handler500

SHARED = {
    "platform.ui": ("static/",),
    "platform.languages": ("language/",),
    "platform.branding": ("theme/",),
    "operations.monitoring": ("health/",),
}
"""What the public pages need of other rooms, by the beginning of its address."""


def entries(room: str, beginnings: tuple[str, ...] = ("",)) -> list[URLPattern | URLResolver]:
    """The addresses of a room that begin so."""
    patterns = import_module(f"nucleus.{room}.urls").urlpatterns
    return [entry for entry in patterns if str(entry.pattern).startswith(beginnings)]


urlpatterns = [
    Addresses(
        [
            (entries("portals.public"), "public"),
            *((entries(room, beginnings), room.rsplit(".", 1)[1]) for room, beginnings in SHARED.items()),
        ]
    )
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
