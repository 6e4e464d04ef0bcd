"""Room `pictures`."""

from nucleus.kernel.room import RoomConfig


class PicturesConfig(RoomConfig):
    name = "nucleus.platform.pictures"
    label = "pictures"
