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


@event("reports.first_stored")
@dataclass(frozen=True, slots=True)
class FirstReport(Event):
    """A domain has its first report. `name` is the domain's, `day` the report's, in days since 1970."""

    domain: str
    name: str
    organization: str
    day: int
