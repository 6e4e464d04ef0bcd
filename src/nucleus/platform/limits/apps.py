"""Room `limits`."""

from nucleus.kernel.room import RoomConfig


class LimitsConfig(RoomConfig):
    name = "nucleus.platform.limits"
    label = "limits"
