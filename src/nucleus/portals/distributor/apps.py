"""Room `distributor`."""

from nucleus.kernel.room import RoomConfig


class DistributorConfig(RoomConfig):
    name = "nucleus.portals.distributor"
    label = "distributor"
