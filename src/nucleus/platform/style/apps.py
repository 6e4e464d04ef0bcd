"""Room `style`."""

from nucleus.kernel.room import RoomConfig


class StyleConfig(RoomConfig):
    name = "nucleus.platform.style"
    label = "style"
