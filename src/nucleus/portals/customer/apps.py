"""Room `customer`."""

from nucleus.kernel.room import RoomConfig


class CustomerConfig(RoomConfig):
    name = "nucleus.portals.customer"
    label = "customer"
