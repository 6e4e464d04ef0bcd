"""Asking the sensors now, and writing down that one changed."""

from __future__ import annotations

from nucleus.operations.vitals.events import SensorChanged
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record


@command("vitals.measure", input=NoInput)
def measure_now() -> None:
    """Ask every sensor again, soon, in the worker."""
    from nucleus.operations.vitals.jobs import measure_all  # noqa: PLC0415 - jobs call commands

    measure_all.enqueue_scheduled()


@command("vitals.report_change")
def report_change(*, sensor: str, before: str, after: str, text: str) -> None:
    """Write down that a sensor began to warn or to fail, or does so no longer. The software itself does this."""
    record(None, label=sensor, level=(before, after), text=text)
    emit(SensorChanged(sensor=sensor, before=before, after=after, text=text))
