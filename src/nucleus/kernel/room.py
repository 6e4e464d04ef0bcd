"""How a room starts: its declarations are imported once, then the registry is closed by the last room."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

DECLARATIONS = (
    "rules",
    "events",
    "settings",
    "commands",
    "jobs",
    "receivers",
    "tables",
    "resources",
    "references",
    "sensors",
    "searches",
    "notices",
    "providers",
)


class RoomConfig(AppConfig):
    """An app of the house: the label is the folder name, the declarations fill the registry."""

    default = False  # Django looks for the one default config of a module, and this base is imported into each
    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        cls.default = True

    def ready(self) -> None:
        """Imports each declaration module that the room has."""
        for part in DECLARATIONS:
            if find_spec(f"{self.name}.{part}") is not None:
                import_module(f"{self.name}.{part}")
