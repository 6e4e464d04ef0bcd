"""Room `domains`."""

from nucleus.kernel.room import RoomConfig


class DomainsConfig(RoomConfig):
    name = "nucleus.dmarc.domains"
    label = "domains"
