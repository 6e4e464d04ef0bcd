"""Room `files`."""

from nucleus.kernel.room import RoomConfig


class FilesConfig(RoomConfig):
    name = "nucleus.platform.files"
    label = "files"
