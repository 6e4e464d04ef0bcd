"""Room `vitals`."""

from nucleus.kernel.room import RoomConfig


class VitalsConfig(RoomConfig):
    name = "nucleus.operations.vitals"
    label = "vitals"
