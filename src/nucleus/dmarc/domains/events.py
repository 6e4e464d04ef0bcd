"""News of domains."""

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("domains.registered")
@dataclass(frozen=True, slots=True)
class DomainRegistered(Event):
    """A domain is watched from now on. Ids are public ids."""

    domain: str
    name: str
    organization: str


@event("domains.removed")
@dataclass(frozen=True, slots=True)
class DomainRemoved(Event):
    """A domain is no longer watched; its history stays until the retention of its owner ends."""

    domain: str
    name: str
    organization: str
