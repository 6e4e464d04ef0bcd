"""Room `sets`."""

from nucleus.kernel.room import RoomConfig


class SetsConfig(RoomConfig):
    name = "nucleus.platform.sets"
    label = "sets"
