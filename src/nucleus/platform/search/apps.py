"""Room `search`."""

from nucleus.kernel.room import RoomConfig


class SearchConfig(RoomConfig):
    name = "nucleus.platform.search"
    label = "search"
