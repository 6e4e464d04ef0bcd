"""Room `access`."""

from nucleus.kernel.room import RoomConfig


class AccessConfig(RoomConfig):
    name = "nucleus.platform.access"
    label = "access"
