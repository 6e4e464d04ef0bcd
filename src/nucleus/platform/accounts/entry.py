"""Signing in and out, and changing the membership one acts for."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from django.utils import translation

from nucleus.kernel.actor import Tier, acting, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Problem
from nucleus.platform.accounts.attempts import begin_attempt, finish_attempt
from nucleus.platform.accounts.events import PersonSignedIn
from nucleus.platform.accounts.frontends import home_of
from nucleus.platform.accounts.models import Membership, Session, User, UserManager
from nucleus.platform.accounts.passwords import password_fits
from nucleus.platform.accounts.sessions import end_session, read_session, start_session
from nucleus.platform.accounts.sql import SignedIn
from nucleus.platform.gate.effects import leave_line, leave_outbox
from nucleus.platform.gate.trace import Trace
from nucleus.platform.gate.transaction import write_transaction


class WrongPassword(Problem):
    """Address or password do not fit: the same answer whether the account exists or not."""

    status = 401
    code = "wrong-password"
    title = "E-mail address or password is not right."


class NoPlace(Problem):
    """The password is right, but there is nothing to sign in to (told to its owner only)."""

    status = 403
    code = "no-membership"
    title = "Your account belongs to no active organization."


@dataclass(frozen=True, slots=True)
class Entry:
    """Who comes in and from where."""

    email: str
    password: str
    address: str
    agent: str
    frontend: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """A started session, its token (for the cookie only) and where to go."""

    session: Session
    token: str
    home: str
    keep: bool


def enter(entry: Entry, *, former: SignedIn | None = None) -> Entered:
    """Checks the password and starts a session; a former session of the browser ends.

    Raises Throttled, WrongPassword, NoPlace. Costs the same with and without an account.
    """
    attempt = begin_attempt(entry.email, entry.address, entry.agent)
    user = _user(entry.email)
    fits = password_fits(user, entry.password)
    if user is None or not fits:
        finish_attempt(attempt, user, succeeded=False)
        raise WrongPassword
    memberships = memberships_of(user.pk)
    if not memberships and not user.is_superadmin:
        finish_attempt(attempt, user, succeeded=False)
        raise NoPlace
    member, home = _choose(user, memberships, entry.frontend)
    with write_transaction():
        finish_attempt(attempt, user, succeeded=True)
        session, token = start_session(user, member, address=entry.address, agent=entry.agent)
        _note(session, member, keep=entry.keep, many=len(memberships) > 1)
        User.objects.filter(pk=user.pk).update(last_login=now())
        if former is not None:
            end_session(former.session)
        _leave_sign_in(token, session, member, user)
    return Entered(session, token, home, entry.keep)


def switch(signed: SignedIn, membership_id: str, *, address: str, agent: str) -> Entered | None:
    """A new session for another membership of the same person; the former one ends. Nothing where it is not the
    person's.
    """
    memberships = memberships_of(signed.user)
    member = next((m for m in memberships if m.public_id == membership_id), None)
    if member is None:
        return None
    with write_transaction():
        session, token = start_session(member.user, member, address=address, agent=agent)
        _note(session, member, keep=kept(signed.data), many=len(memberships) > 1)
        end_session(signed.session)
    return Entered(session, token, home_of(member.organization.tier), kept(signed.data))


def _note(session: Session, member: Membership | None, *, keep: bool, many: bool) -> None:
    """Keeps with the session what the frame shows on every page, so that no page asks for it."""
    parent = member.organization.parent if member else None
    noted = {"keep": keep, "many": many, "above": parent.name if parent else ""}
    Session.objects.filter(pk=session.pk).update(data=orjson.dumps(noted).decode())


def kept(data: str) -> bool:
    """Whether the person asked to stay signed in on this device."""
    return bool(data) and bool(orjson.loads(data).get("keep"))


def memberships_of(user: int) -> list[Membership]:
    """The person's active memberships in organizations that are not closed, by tier and name."""
    order = list(Tier)
    with system_actor("a person may choose among all own memberships"):
        rows = list(
            Membership.objects.filter(user=user, is_active=True)
            .exclude(organization__status="closed")
            .select_related("organization", "organization__parent", "user")
        )
    return sorted(rows, key=lambda m: (order.index(Tier(m.organization.tier)), m.organization.name))


def _user(email: str) -> User | None:
    address = UserManager.normal(email)
    if "\x00" in address or len(address) > 254:
        return None
    return User.objects.filter(email=address).first()


def _choose(user: User, memberships: list[Membership], frontend: str) -> tuple[Membership | None, str]:
    """The membership to start with and where to land: the frontend's own one if that is clear, else the page to
    choose.
    """
    if user.is_superadmin and not memberships:
        return None, home_of(None)
    fitting = [m for m in memberships if m.organization.tier == frontend]
    if len(memberships) == 1 or len(fitting) == 1:
        member = (fitting or memberships)[0]
        return member, home_of(member.organization.tier)
    return _last_used(user, fitting or memberships), "/switch/"


def _last_used(user: User, memberships: list[Membership]) -> Membership:
    keys = [m.pk for m in memberships]
    last = (
        Session.objects.filter(user=user, membership_id__in=keys)
        .order_by("-last_seen")
        .values_list("membership_id", flat=True)
        .first()
    )
    return next((m for m in memberships if m.pk == last), memberships[0])


def _leave_sign_in(token: str, session: Session, member: Membership | None, user: User) -> None:
    found = read_session(token)
    if found is None:  # deactivated in this very moment: the next request says so
        return
    with acting(found.actor), translation.override("en"):
        place = member.organization if member else None
        news = PersonSignedIn(user.public_id, place.public_id if place else "", session.public_id)
        trace = Trace("accounts.sign_in", events=[news])
        leave_line(trace, found.actor, place, {}, user)
        leave_outbox(trace, found.actor, place)
