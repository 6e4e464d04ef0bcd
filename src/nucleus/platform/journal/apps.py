"""Room `journal`."""

from nucleus.kernel.room import RoomConfig


class JournalConfig(RoomConfig):
    name = "nucleus.platform.journal"
    label = "journal"
