"""Room `demo`."""

from nucleus.kernel.room import RoomConfig


class DemoConfig(RoomConfig):
    name = "nucleus.demo"
    label = "demo"
