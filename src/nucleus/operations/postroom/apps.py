"""Room `postroom`."""

from nucleus.kernel.room import RoomConfig


class PostroomConfig(RoomConfig):
    name = "nucleus.operations.postroom"
    label = "postroom"
