"""Root addresses: every room names its own, whole (`/dmarc/domains/...`, `/api/crm/domains`)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from nucleus.config.rooms import standing_rooms
from nucleus.config.routing import Addresses, Room


def rooms() -> list[Room]:
    """The `urls` of all rooms, upper rooms first, so that a frontend may claim an address before the rooms below."""
    return [
        (import_module(f"{room}.urls").urlpatterns, room.rsplit(".", 1)[1])
        for room in reversed(standing_rooms())
        if room != "nucleus.config" and find_spec(f"{room}.urls") is not None
    ]


urlpatterns = [Addresses(rooms())]
handler400 = "nucleus.platform.ui.errors.bad_request"
handler403 = "nucleus.platform.ui.errors.permission_denied"
handler404 = "nucleus.platform.ui.errors.not_found"
handler500 = "nucleus.platform.ui.errors.fault"
