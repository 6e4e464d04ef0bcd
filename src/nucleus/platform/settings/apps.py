"""Room `settings`."""

from nucleus.kernel.room import RoomConfig


class SettingsConfig(RoomConfig):
    name = "nucleus.platform.settings"
    label = "settings"
