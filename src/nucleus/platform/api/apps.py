"""Room `api`."""

from nucleus.kernel.room import RoomConfig


class ApiConfig(RoomConfig):
    name = "nucleus.platform.api"
    label = "api"
