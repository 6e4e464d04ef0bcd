"""Writes on the own account, and what administrators do with sessions and locked accounts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.errors import Denied, Invalid, NotVisible
from nucleus.platform.accounts.attempts import counting, network_of, release
from nucleus.platform.accounts.events import PasswordChanged
from nucleus.platform.accounts.inputs import ChangePasswordInput, ProfileInput, ReleaseInput
from nucleus.platform.accounts.models import Session, User
from nucleus.platform.accounts.passwords import check_policy, set_password
from nucleus.platform.accounts.queries import sessions_in_sight
from nucleus.platform.accounts.sessions import end_other_sessions, end_session
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.languages.inputs import check_speech
from nucleus.platform.tree.models import Organization


def own_account(actor: Actor) -> User:
    """The account of the person who acts. Raises Denied for the software itself."""
    if actor.user is None:
        raise Denied(_("This is for people, on their own account."))
    return User.objects.get(pk=actor.user)


@command("accounts.change_password", own=True, input=ChangePasswordInput, secret={"current_password", "new_password"})
def change_password(*, current_password: str, new_password: str) -> User:
    """Change the own password. Ends all other sessions of the person.

    Raises Invalid where the current one does not fit or the new one breaks the policy or is the same.
    """
    actor = current_actor()
    user = own_account(actor)
    if not check_password(current_password, user.password):
        raise Invalid({"current_password": [_("This is not your current password.")]})
    if current_password == new_password:
        raise Invalid({"new_password": [_("This is the password that you have already.")]})
    check_policy(new_password, user)
    set_password(user, new_password, chosen=True)
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    ended = end_other_sessions(user.pk, keep=actor.session)
    record(user, password=("***", "***"), sessions_ended=ended)
    home = Organization.objects.get(pk=actor.place.organization).public_id if actor.place else ""
    emit(PasswordChanged(user.public_id, home))
    return user


@command("accounts.change_profile", own=True, input=ProfileInput)
def change_profile(
    *,
    name: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    single_keys: bool | None = None,
) -> User:
    """Change the own name, language, time zone (empty: the organization's) and single keys. What is left out stays."""
    user = own_account(current_actor())
    given = {"name": name, "language": language, "timezone": timezone, "single_keys": single_keys}
    before = {field: getattr(user, field) for field in given}
    for field, value in given.items():
        if value is not None:
            setattr(user, field, " ".join(value.split()) if isinstance(value, str) else value)
    errors = check_speech(user.language, user.timezone)
    if not user.name or len(user.name) > 120:
        errors["name"] = [_("Please give a name of at most 120 characters.")]
    if errors:
        raise Invalid(errors)
    user.save(update_fields=list(given))
    changes: dict[str, Any] = {f: (before[f], getattr(user, f)) for f in given if before[f] != getattr(user, f)}
    record(user, **changes)
    return user


@command("sessions.revoke", own=True, target="session")
def revoke_session(*, session: Session) -> Session:
    """End one of the own sessions. Raises NotVisible for anybody else's."""
    if session.user_id != current_actor().user:
        raise NotVisible
    end_session(session.pk)
    record(session, label=session.agent)
    return session


@command("sessions.revoke_others", own=True)
def revoke_other_sessions() -> int:
    """End all own sessions but the present one. Answers how many."""
    actor = current_actor()
    user = own_account(actor)
    ended = end_other_sessions(user.pk, keep=actor.session)
    record(user, sessions_ended=ended)
    return ended


@command("sessions.end", target="session")
def end_session_of(*, session: Session) -> Session:
    """End a session of a member in sight (the superadmin: of anybody). Raises NotVisible for others."""
    if not sessions_in_sight().filter(pk=session.pk).exists():
        raise NotVisible
    end_session(session.pk)
    record(session.user, label=session.user.email, session=session.public_id)
    return session


@command("accounts.release_attempts", input=ReleaseInput)
def release_attempts(*, email: str = "", address: str = "") -> int:
    """Release the failed tries that block an account, a network, or an account from one network. Answers how many."""
    if not email and not address:
        raise Invalid({"email": [_("Name an e-mail address, a network, or both.")]})
    count = release(counting(email=email, network=network_of(address) if address else ""))
    record(label=email or address, released=count)
    return count
