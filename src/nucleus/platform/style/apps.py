"""Room `style`."""

from nucleus.kernel.room import RoomConfig


class StyleConfig(RoomConfig):
    name = "nucleus.platform.style"
    label = "style"

    def ready(self) -> None:
        """Registers the check for built assets."""
        super().ready()
        from nucleus.platform.style import checks  # noqa: F401 - registers itself, after the apps are there
