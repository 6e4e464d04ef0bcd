"""Room `tree`."""

from nucleus.kernel.room import RoomConfig


class TreeConfig(RoomConfig):
    name = "nucleus.platform.tree"
    label = "tree"

    def ready(self) -> None:
        """Registers the checks beside the declarations."""
        super().ready()
        from nucleus.platform.tree import checks  # noqa: F401 - after the models are there
