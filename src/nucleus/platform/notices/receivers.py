"""What happens to notices when somebody leaves or may see less."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from nucleus.kernel.actor import system_actor
from nucleus.kernel.events import receives
from nucleus.kernel.notices import kinds
from nucleus.platform.accounts.models import Membership
from nucleus.platform.accounts.sql import parse_permissions
from nucleus.platform.notices.models import Notice, Preference
from nucleus.platform.organizations.events import MemberRemoved, RolesChanged


@receives("members.removed", in_transaction=True)
def forget_notices(event: MemberRemoved) -> None:
    """Whoever is no member any more keeps nothing of the organization."""
    with system_actor("notices of a former member"):
        member = Membership.objects.filter(public_id=event.member, is_active=False).first()
        if member is not None:
            of_member(Notice.objects.filter(recipient_id=member.user_id), member).delete()
            of_member(Preference.objects.filter(owner_id=member.user_id), member).delete()


@receives("members.roles_changed", in_transaction=True)
def forget_what_is_no_longer_seen(event: RolesChanged) -> None:
    """Notices of kinds whose permission is lost go with it."""
    with system_actor("notices of a former role"):
        member = Membership.objects.filter(public_id=event.member).first()
        if member is not None:
            held = parse_permissions(member.permissions)
            lost = [kind.name for kind in kinds() if kind.permission and kind.permission not in held]
            of_member(Notice.objects.filter(recipient_id=member.user_id, kind__in=lost), member).delete()


def of_member(rows: QuerySet[Any], member: Membership) -> QuerySet[Any]:
    """Those of the organization."""
    return rows.filter(organization_id=member.organization_id)
