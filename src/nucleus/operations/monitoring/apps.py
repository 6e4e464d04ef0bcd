"""Room `monitoring`."""

from django.db.models.signals import post_migrate

from nucleus.kernel.room import RoomConfig


class MonitoringConfig(RoomConfig):
    name = "nucleus.operations.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Puts the guards of the audit table up again after every migration, which may have dropped them."""
        super().ready()
        from nucleus.operations.monitoring.guards import after_migrate  # after the models are there

        post_migrate.connect(after_migrate, sender=self)
