"""Room `languages`."""

from nucleus.kernel.room import RoomConfig


class LanguagesConfig(RoomConfig):
    name = "nucleus.platform.languages"
    label = "languages"
