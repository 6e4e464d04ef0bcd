"""Room `vault`."""

from nucleus.kernel.room import RoomConfig


class VaultConfig(RoomConfig):
    name = "nucleus.platform.vault"
    label = "vault"

    def ready(self) -> None:
        """Registers the check beside the declarations."""
        super().ready()
        from nucleus.platform.vault import checks  # noqa: F401 - after the models are there
