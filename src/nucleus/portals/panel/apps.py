"""Room `panel`."""

from nucleus.kernel.room import RoomConfig


class PanelConfig(RoomConfig):
    name = "nucleus.portals.panel"
    label = "panel"
