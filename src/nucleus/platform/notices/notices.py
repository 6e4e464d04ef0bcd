"""What a person is told of the own account. Declared here, because the room `accounts` is as large as it may be."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.devices import device_name
from nucleus.kernel.notices import SECURITY, Facts, Person, Told, notice
from nucleus.platform.accounts.events import PasswordChanged, PersonSignedIn
from nucleus.platform.accounts.models import Session

FORMER = 200  # sessions that are looked at for known devices


def seen(facts: Facts) -> str:
    """Device and address."""
    return _("Sign-in with a new device: %(device)s, from %(address)s. If it was not you, change your password.") % {
        "device": device_name(str(facts["agent"])), "address": facts["address"] or "?",
    }  # fmt: skip


@notice(
    "accounts.new_device", on=PersonSignedIn, group=SECURITY, label=gettext_lazy("New device"), text=seen,
    address="/security/", tone="warn", urgent=True,
)  # fmt: skip
def new_device(event: PersonSignedIn) -> Told | None:
    """Whose account it is, where that was used before, but never with this browser on this system (versions do not
    matter).
    """
    session = Session.objects.filter(public_id=event.session).first()
    if session is None:
        return None
    former = Session.objects.filter(user_id=session.user_id, pk__lt=session.pk).order_by("-pk")
    known = {device_name(agent) for agent in former.values_list("agent", flat=True)[:FORMER]}
    if not known or device_name(session.agent) in known:
        return None
    facts = {"agent": session.agent, "address": session.address}
    return Told(Person(event.user, event.organization), about=event.session, facts=facts)


@notice(
    "accounts.password_changed", on=PasswordChanged, group=SECURITY, label=gettext_lazy("Password changed"),
    text=gettext_lazy("Your password was changed. If it was not you, ask your administrator at once."),
    address="/security/", tone="warn", urgent=True,
)  # fmt: skip
def password_changed(event: PasswordChanged) -> Told:
    """Whose account it is."""
    return Told(Person(event.user, event.organization))
