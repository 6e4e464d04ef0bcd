"""The last room that starts: it closes the registry."""

from nucleus.kernel.registry import registry
from nucleus.kernel.room import RoomConfig


class HouseConfig(RoomConfig):
    name = "nucleus.config"
    label = "config"

    def ready(self) -> None:
        """Freezes every store: whatever comes later is a mistake."""
        super().ready()
        registry.freeze()
