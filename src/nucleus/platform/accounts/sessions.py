"""Starting, reading and ending sessions."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from nucleus.kernel.clock import now
from nucleus.kernel.text import one_line
from nucleus.platform.accounts.models import Membership, Session, User
from nucleus.platform.accounts.settings import ADMIN_IDLE, ADMIN_LIFETIME, IDLE, LIFETIME
from nucleus.platform.accounts.sql import SignedIn, signed_in

Answer = TypeVar("Answer", bound=HttpResponseBase)
YEAR = 31_536_000  # seconds
TOUCH = dt.timedelta(seconds=60)  # how stale `last_seen` may be before it is written again


def cookie_name(request: HttpRequest) -> str:
    """`__Host-` prefixed on HTTPS; plain on loopback HTTP, where a browser would refuse the prefix."""
    return "__Host-nucleus_session" if request.is_secure() else "nucleus_session"


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def start_session(user: User, membership: Membership | None, *, address: str, agent: str) -> tuple[Session, str]:
    """A new session row and its token. The token is known to the browser only."""
    token = secrets.token_urlsafe(32)
    admin = user.is_superadmin and membership is None
    place = membership.place if membership else None
    idle, lifetime = (ADMIN_IDLE, ADMIN_LIFETIME) if admin else (IDLE, LIFETIME)
    session = Session(
        token_hash=token_hash(token),
        user=user,
        membership_id=membership.pk if membership else None,
        ends_at=now() + lifetime.value(place),
        idle_minutes=round(idle.value(place).total_seconds() / 60),
        address=address,
        agent=one_line(agent, 200),
    )
    session.save()
    return session, token


def read_session(token: str) -> SignedIn | None:
    """The valid session of the token: neither revoked nor past its absolute or idle end."""
    if not token or len(token) > 100:
        return None
    found = signed_in(token_hash(token))
    if found is None:
        return None
    moment = now()
    if moment >= found.ends_at or moment - found.last_seen > dt.timedelta(minutes=found.idle_minutes):
        return None
    return found


def touch_session(found: SignedIn) -> None:
    """Writes `last_seen` when it is stale; called after the answer."""
    moment = now()
    if moment - found.last_seen > TOUCH:
        Session.objects.filter(pk=found.session).update(last_seen=moment)


def end_session(pk: int) -> None:
    """Revokes the row; the cookie is worthless from the next request on."""
    Session.objects.filter(pk=pk, revoked_at__isnull=True).update(revoked_at=now())


def end_other_sessions(user: int, *, keep: str = "") -> int:
    """Revokes all sessions of the user but the one with the public id `keep`. Answers how many."""
    rows = Session.objects.filter(user_id=user, revoked_at__isnull=True).exclude(public_id=keep)
    return rows.update(revoked_at=now())


def end_sessions_of_membership(membership: Membership) -> int:
    """Revokes all sessions that act for the membership. Answers how many."""
    rows = Session.objects.filter(membership_id=membership.pk, revoked_at__isnull=True)
    return rows.update(revoked_at=now())


def set_cookie(request: HttpRequest, response: HttpResponse, token: str, ends_at: dt.datetime | None) -> None:
    """Gives the browser the token; without `ends_at` for as long as the browser runs."""
    options: dict[str, Any] = {"expires": ends_at} if ends_at else {}
    response.set_cookie(
        cookie_name(request), token, path="/", secure=request.is_secure(), httponly=True, samesite="Lax", **options
    )


def drop_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Takes the token back."""
    response.delete_cookie(cookie_name(request), path="/", samesite="Lax")


def keep_keys(request: HttpRequest, response: Answer, user: User) -> Answer:
    """Tells the browser whether the person wants single keys, as every page reads it (WCAG 2.1.4)."""
    if not user.single_keys:
        response.set_cookie("keys", "off", max_age=YEAR, path="/", secure=request.is_secure(), samesite="Lax")
    elif "keys" in request.COOKIES:
        response.delete_cookie("keys", path="/", samesite="Lax")
    return response
