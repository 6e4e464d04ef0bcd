"""News of reports."""

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("reports.stored")
@dataclass(frozen=True, slots=True)
class ReportsStored(Event):
    """Reports were stored and counted for a domain. `days` are days since 1970."""

    domain: str
    organization: str
    reports: int
    messages: int
    days: tuple[int, ...]
