"""Notices: what the software tells a person about a thing of his own. A room declares its kinds in its `notices.py`:

    @notice(
        "vitals.failing", on=SensorChanged, group=OPERATIONS, permission="status.view", label=_("A sensor fails"),
        text=_("%(sensor)s fails: %(text)s"), address="/status/", tone="bad",
    )
    def failing(event: SensorChanged) -> Told | None:
        if event.after != "bad":
            return None
        return Told(Holders(), about=event.sensor, facts={"sensor": event.sensor, "text": event.text})

The room `notices` keeps them per person and mails them; without it nothing is told. What is kept is the kind and its
facts, so that everybody reads a notice in the own language. Facts never hold secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.events import Event, Receiver
from nucleus.kernel.registry import RegistryError, registry

TELLER = "notices_teller"  # the provider that is told of an event on which some kind waits
TONES: Final = ("", "ok", "info", "warn", "bad")

Fact = str | int | float | bool
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """What a person chooses channels for. `mail`: whether it is mailed unless somebody chooses otherwise; `kept` ones
    cannot be taken off the page.
    """

    key: str
    label: Any
    text: Any
    icon: str
    mail: bool = True
    kept: bool = False


SECURITY: Final = NoticeGroup(
    "security", _("Own account"), _("Sign-ins on a new device, password, roles and memberships."), "shield", kept=True
)
WORK: Final = NoticeGroup(
    "work", _("Own work"), _("What was started and has ended or failed."), "clock", mail=False
)  # fmt: skip
REPORTS: Final = NoticeGroup(
    "reports", _("Domains and reports"), _("Files in quarantine, unknown domains, first reports."), "shield-check"
)
ORGANIZATION: Final = NoticeGroup(
    "organization", _("Organization"), _("People, settings, brand and shared views."), "building-2", mail=False
)
OPERATIONS: Final = NoticeGroup(
    "operations", _("Operations"), _("Sensors, failed tasks and checks of the audit trail."), "activity"
)
GROUPS: Final = {group.key: group for group in (SECURITY, WORK, REPORTS, ORGANIZATION, OPERATIONS)}


@dataclass(frozen=True, slots=True)
class Person:
    """One person by public id, as a member of one organization (public id; empty: outside of all, the superadmin)."""

    user: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds the permission of the kind at these organizations (public ids); with none, those who run the
    installation: the company's people and the superadmin. `without` are public ids of people who know already.
    """

    organizations: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to whom. `about` names the thing: while its notice is unread, a further one of the kind only counts.

    `facts` fill the holes of text and address. Without `mail` it stands on the page only, whatever a person chose.
    """

    to: Person | Holders
    about: str = ""
    facts: Facts = field(default_factory=dict)
    mail: bool = True


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A declared kind. `permission` is held by whoever may be told and still read it; empty for the person concerned.

    `text` has holes for facts (`%(name)s`), or is a function from facts to a sentence. `address` has holes as
    `{name}`. `adds` are facts that are summed up while a notice is unread. `urgent` ones are mailed at once, whatever
    quiet hours and digests say.
    """

    name: str
    tell: Callable[[Any], Told | Iterable[Told] | None]
    event: str
    group: NoticeGroup
    label: Any
    text: Any
    address: str = ""
    permission: str = ""
    tone: str = ""
    urgent: bool = False
    adds: tuple[str, ...] = ()


def tell_of_event(event: Event) -> None:
    """Hands an event on to the room that tells people, where one stands."""
    teller: Callable[[Event], None] | None = registry.providers.get(TELLER)
    if teller is not None:
        teller(event)


def notice(name: str, *, on: type[Event], **facts: Any) -> Callable[[Callable[[Any], Any]], NoticeKind]:
    """Registers a function as the kind of that name: from the event to who is told what; nothing where nobody is.

    Raises RegistryError for an unknown tone.
    """

    def register(function: Callable[[Any], Any]) -> NoticeKind:
        made = NoticeKind(name, function, on.event_name, **facts)
        if made.tone not in TONES:
            raise RegistryError(f"{name}: no tone is called {made.tone!r}")
        registry.notices.add(name, made)
        known = registry.receivers.get(on.event_name, ())
        if not any(receiver.function is tell_of_event for receiver in known):
            registry.receivers.append(on.event_name, Receiver(on.event_name, tell_of_event, in_transaction=False))
        return made

    return register


def kinds() -> list[NoticeKind]:
    """All kinds, in the order of their registration."""
    return [kind for _name, kind in registry.notices.items()]


def sentence(facts: Mapping[str, Any]) -> str:
    """What a kept notice says, in the active language: `facts` hold the name of its kind as `kind`.

    A kind that the release does not know, or facts of another release, give what can be said.
    """
    kind: NoticeKind | None = registry.notices.get(str(facts.get("kind", "")))
    if kind is None:
        return str(facts.get("kind", ""))
    try:
        return str(kind.text(facts) if callable(kind.text) else str(kind.text) % dict(facts))
    except (KeyError, TypeError, ValueError):
        return str(kind.label)


def place_of(facts: Mapping[str, Any]) -> str:
    """The address of the thing; empty where it has none."""
    kind: NoticeKind | None = registry.notices.get(str(facts.get("kind", "")))
    try:
        return kind.address.format(**facts) if kind else ""
    except (KeyError, IndexError, ValueError):
        return ""


__all__ = ["GROUPS", "Holders", "NoticeKind", "Person", "Told", "kinds", "notice", "place_of", "sentence"]
