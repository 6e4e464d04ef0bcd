"""Room `reference`."""

from nucleus.kernel.room import RoomConfig


class ReferenceConfig(RoomConfig):
    name = "nucleus.platform.reference"
    label = "reference"
