"""Reads on sessions and attempts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import NotVisible
from nucleus.platform.accounts.models import Attempt, Membership, Session


def living(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Those that are neither revoked nor past their absolute end."""
    return rows.filter(revoked_at__isnull=True, ends_at__gt=now())


def own_sessions() -> QuerySet[Any]:
    """The living sessions of the person who acts."""
    return living(Session.objects.filter(user=current_actor().user or 0))


def sessions_in_sight() -> QuerySet[Any]:
    """The living sessions of members in sight; all of them for the superadmin."""
    rows = living(Session.objects.all())
    if current_actor().is_superadmin:
        return rows
    return rows.filter(membership_id__in=Membership.objects.values("pk"))


def find_session(public_id: str) -> Session:
    """An own session, or one in sight of whoever may see those of others. Raises NotVisible."""
    found = own_sessions().filter(public_id=public_id).first()
    if found is None and current_actor().may("sessions.view"):
        found = sessions_in_sight().filter(public_id=public_id).select_related("user").first()
    if found is None:
        raise NotVisible
    return found  # type: ignore[no-any-return]


def own_sign_ins(limit: int = 10) -> list[Attempt]:
    """The latest tries to sign in to the own account, newest first."""
    return list(Attempt.objects.filter(user=current_actor().user or 0).order_by("-pk")[:limit])


def attempts() -> QuerySet[Any]:
    """All tries, for whoever looks after the installation."""
    return Attempt.objects.all()
