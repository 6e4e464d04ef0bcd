"""Room `notices`."""

from nucleus.kernel.room import RoomConfig


class NoticesConfig(RoomConfig):
    name = "nucleus.platform.notices"
    label = "notices"
