"""Room `access`."""

from typing import Any

from django.db.models.signals import post_migrate

from nucleus.kernel.room import RoomConfig


class AccessConfig(RoomConfig):
    name = "nucleus.platform.access"
    label = "access"

    def ready(self) -> None:
        """Compiles memberships anew after migrations, when a release declares other permissions."""
        super().ready()
        post_migrate.connect(_after_migrate, sender=self)


def _after_migrate(**_options: Any) -> None:
    from nucleus.platform.access.compilation import recompile_permissions  # needs the models

    recompile_permissions()
