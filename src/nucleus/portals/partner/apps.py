"""Room `partner`."""

from nucleus.kernel.room import RoomConfig


class PartnerConfig(RoomConfig):
    name = "nucleus.portals.partner"
    label = "partner"
