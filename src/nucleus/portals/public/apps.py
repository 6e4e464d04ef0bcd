"""Room `public`."""

from nucleus.kernel.room import RoomConfig


class PublicConfig(RoomConfig):
    name = "nucleus.portals.public"
    label = "public"
