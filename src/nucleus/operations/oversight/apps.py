"""Room `oversight`."""

from nucleus.kernel.room import RoomConfig


class OversightConfig(RoomConfig):
    name = "nucleus.operations.oversight"
    label = "oversight"
