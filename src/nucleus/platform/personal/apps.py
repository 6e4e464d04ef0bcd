"""Room `personal`."""

from nucleus.kernel.room import RoomConfig


class PersonalConfig(RoomConfig):
    name = "nucleus.platform.personal"
    label = "personal"
