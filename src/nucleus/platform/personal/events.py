"""News of saved views."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("views.shared")
@dataclass(frozen=True, slots=True)
class ViewShared(Event):
    """A person shows a view of a list (`table`) to the organization."""

    view: str
    name: str
    table: str
    organization: str
    by: str
    by_name: str
