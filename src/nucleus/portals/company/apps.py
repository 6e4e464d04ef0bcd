"""Room `company`."""

from nucleus.kernel.room import RoomConfig


class CompanyConfig(RoomConfig):
    name = "nucleus.portals.company"
    label = "company"
