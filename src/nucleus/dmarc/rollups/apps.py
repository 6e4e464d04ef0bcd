"""Room `rollups`."""

from nucleus.kernel.room import RoomConfig


class RollupsConfig(RoomConfig):
    name = "nucleus.dmarc.rollups"
    label = "rollups"
