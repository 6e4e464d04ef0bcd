"""What others may want to know of the installation's health."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("vitals.sensor_changed")
@dataclass(frozen=True, slots=True)
class SensorChanged(Event):
    """A sensor began to warn or to fail, or does so no longer. `before` and `after` are levels, `text` its sentence."""

    sensor: str
    before: str
    after: str
    text: str
