"""News of received files."""

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("intake.files_taken")
@dataclass(frozen=True, slots=True)
class FilesTaken(Event):
    """New files were received for an organization and are kept."""

    organization: str
    files: int


@event("intake.set_aside")
@dataclass(frozen=True, slots=True)
class FilesSetAside(Event):
    """Received files could not be read. `name` is that of the last one."""

    organization: str
    files: int
    name: str


@event("intake.unknown_domains")
@dataclass(frozen=True, slots=True)
class UnknownDomains(Event):
    """Recent reports came in on domains that nobody has registered and of which the receiver had none before."""

    organization: str
    names: tuple[str, ...]
