"""News of looks."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("branding.published")
@dataclass(frozen=True, slots=True)
class LookPublished(Event):
    """A theme or a sign-in page is shown to everybody from now on. `by` is the public id of who published it."""

    design: str
    kind: str
    organization: str
    version: int
    note: str
    by: str
