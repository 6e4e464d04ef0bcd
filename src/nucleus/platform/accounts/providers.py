"""What lower rooms ask of accounts."""

from __future__ import annotations

from dataclasses import replace

from nucleus.kernel.actor import Actor, system_actor
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.actors import actor_of
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.person_menu import account_of, banners_of, sign_in_of
from nucleus.platform.accounts.sql import superadmin_permissions
from nucleus.platform.jobs.envelope import FRESH
from nucleus.platform.tree.models import Status


def fresh_actor(actor: Actor) -> Actor | None:
    """The same person with the permissions of this moment, or nothing where the membership or the account has ended.

    An order made read-only stays so.
    """
    with system_actor("fresh permissions of a job"):
        if actor.is_superadmin:
            active = User.objects.filter(pk=actor.user or 0, is_active=True, is_superadmin=True).exists()
            return replace(actor, permissions=superadmin_permissions()) if active else None
        membership = (
            Membership.objects.filter(pk=actor.membership, user_id=actor.user, is_active=True, user__is_active=True)
            .exclude(organization__status=Status.CLOSED)
            .select_related("user", "organization")
            .first()
        )
        if membership is None:
            return None
        return replace(actor_of(membership), session=actor.session, read_only=actor.read_only)


registry.providers.add(FRESH, fresh_actor)
registry.providers.add("account", account_of)
registry.providers.add("sign_in", sign_in_of)
registry.providers.append("banners", banners_of)
