"""How an organization is found and linked from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.references import refer
from nucleus.platform.tree.models import Organization


def find_organization(public_id: str) -> Organization:
    """The organization in sight. Raises NotVisible."""
    found = Organization.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found  # type: ignore[no-any-return]


refer("organization", _("Organization"), find_organization, lambda thing: f"/organizations/{thing.public_id}/")
