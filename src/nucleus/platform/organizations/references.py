"""How organizations and members are found and linked from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.references import refer
from nucleus.platform.accounts.models import Membership
from nucleus.platform.journal.notes import about
from nucleus.platform.organizations.queries import members, organizations_below
from nucleus.platform.tree.models import Organization


def find_organization(public_id: str) -> Organization:
    """The organization in sight. Raises NotVisible."""
    found = Organization.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found  # type: ignore[no-any-return]


def find_in_reach(public_id: str) -> Organization:
    """The own organization or one below it. Raises NotVisible, also for those above: their cards are only read."""
    found: Organization | None = organizations_below().filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    about(found)
    return found


def find_member(public_id: str) -> Membership:
    """The active membership in sight. Raises NotVisible."""
    found = members().select_related("user", "organization").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found  # type: ignore[no-any-return]


refer("organization", _("Organization"), find_in_reach, lambda thing: f"/organizations/{thing.public_id}/")
refer("member", _("Member"), find_member, lambda thing: f"/members/{thing.public_id}/")
refer("membership", _("Member"), find_member, lambda thing: f"/members/{thing.public_id}/")
