"""Room `ui`."""

from nucleus.kernel.room import RoomConfig


class UiConfig(RoomConfig):
    name = "nucleus.platform.ui"
    label = "ui"

    def ready(self) -> None:
        """Registers the cell kinds of lists, before the registry closes."""
        super().ready()
        from nucleus.platform.ui import rows  # noqa: F401 - registers itself, after the apps are there
