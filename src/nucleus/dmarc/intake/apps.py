"""Room `intake`."""

from nucleus.kernel.room import RoomConfig


class IntakeConfig(RoomConfig):
    name = "nucleus.dmarc.intake"
    label = "intake"
