"""News of accounts. `organization` is empty for the superadmin."""

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("accounts.signed_in")
@dataclass(frozen=True, slots=True)
class PersonSignedIn(Event):
    """A session began; ids are public ids."""

    user: str
    organization: str
    session: str


@event("accounts.password_changed")
@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """A person changed the own password."""

    user: str
    organization: str
