"""Who is told of the sensors."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.notices import OPERATIONS, Facts, Holders, Told, notice
from nucleus.kernel.registry import registry
from nucleus.kernel.sensors import Level
from nucleus.operations.vitals.events import SensorChanged


def name_of(facts: Facts) -> str:
    """What the sensor is called."""
    sensor = registry.sensors.get(str(facts["sensor"]))
    return str(sensor.label) if sensor else str(facts["sensor"])


def worse(facts: Facts) -> str:
    """How bad it is, and what the sensor says."""
    words = {"sensor": name_of(facts), "text": facts["text"]}
    if facts["level"] == Level.BAD:
        return _("%(sensor)s fails. %(text)s") % words
    return _("%(sensor)s needs a look. %(text)s") % words


def well(facts: Facts) -> str:
    """That it is over."""
    return _("%(sensor)s is well again.") % {"sensor": name_of(facts)}


def told(event: SensorChanged) -> Told:
    """Those who look after the installation; nobody is mailed of what only warned, which may come and go."""
    facts = {"sensor": event.sensor, "level": event.after, "text": event.text}
    return Told(Holders(), about=event.sensor, facts=facts, mail=Level.BAD in (event.before, event.after))


@notice(
    "vitals.worse", on=SensorChanged, group=OPERATIONS, permission="status.view", label=gettext_lazy("Sensor fails"),
    text=worse, address="/admin/status/{sensor}/", tone="bad",
)  # fmt: skip
def sensor_worse(event: SensorChanged) -> Told | None:
    """It warns or fails."""
    return told(event) if event.after in (Level.WARN, Level.BAD) else None


@notice(
    "vitals.well", on=SensorChanged, group=OPERATIONS, permission="status.view", label=gettext_lazy("Sensor is well"),
    text=well, address="/admin/status/{sensor}/", tone="ok",
)  # fmt: skip
def sensor_well(event: SensorChanged) -> Told | None:
    """It does no longer."""
    return told(event) if event.after == Level.OK else None
