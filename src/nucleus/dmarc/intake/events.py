"""News of received files."""

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("intake.files_taken")
@dataclass(frozen=True, slots=True)
class FilesTaken(Event):
    """New files were received for an organization and are kept."""

    organization: str
    files: int
