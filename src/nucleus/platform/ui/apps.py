"""Room `ui`."""

from nucleus.kernel.room import RoomConfig


class UiConfig(RoomConfig):
    name = "nucleus.platform.ui"
    label = "ui"

    def ready(self) -> None:
        """Registers the check for built assets, and the cell kinds of lists."""
        super().ready()
        from nucleus.platform.ui import (
            checks,  # noqa: F401 - registers itself, after the apps are there
            rows,  # noqa: F401 - registers the cell kinds before the registry closes
        )
