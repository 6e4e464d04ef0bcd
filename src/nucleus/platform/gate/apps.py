"""Room `gate`."""

from nucleus.kernel.room import RoomConfig


class GateConfig(RoomConfig):
    name = "nucleus.platform.gate"
    label = "gate"

    def ready(self) -> None:
        """Tells the scope where openings stand."""
        super().ready()
        from nucleus.platform.gate.openings import opened_customers  # needs the models
        from nucleus.platform.gate.trace import note_changes
        from nucleus.platform.tree.scope import set_openings
        from nucleus.platform.tree.tenant import set_save_watcher

        set_openings(opened_customers)
        set_save_watcher(note_changes)
