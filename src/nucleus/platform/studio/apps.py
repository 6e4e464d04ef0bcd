"""Room `studio`."""

from nucleus.kernel.room import RoomConfig


class StudioConfig(RoomConfig):
    name = "nucleus.platform.studio"
    label = "studio"
