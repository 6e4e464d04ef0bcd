"""News of settings."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("settings.changed")
@dataclass(frozen=True, slots=True)
class SettingChanged(Event):
    """A value was set or reset, or a lock put on or taken off (`verb`). `organization` is empty for the system's.

    Values are not told: whoever may see them reads them.
    """

    key: str
    verb: str
    organization: str
    by: str
