"""Room `organizations`."""

from nucleus.kernel.room import RoomConfig


class OrganizationsConfig(RoomConfig):
    name = "nucleus.platform.organizations"
    label = "organizations"
