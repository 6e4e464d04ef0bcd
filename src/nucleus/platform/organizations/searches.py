"""What is found of this room: organizations and members."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.searches import SearchSource, searchable
from nucleus.platform.accounts.models import Membership
from nucleus.platform.organizations.queries import members, organizations_below
from nucleus.platform.tree.models import Organization, TierChoice

searchable(
    SearchSource(
        name="organizations",
        label=_("Organizations"),
        icon="building-2",
        permission="organizations.view",
        model=Organization,
        rows=organizations_below,
        words=("name", "slug", "support_email"),
        reads=("name", "tier", "parent__name"),
        says=lambda name, tier, parent: (name, " · ".join(filter(None, (str(TierChoice(tier).label), parent)))),
        address="/organizations/{public_id}/",
        owner="pk",
        follow={
            "organizations.added": "organization",
            "organizations.changed": "organization",
            "organizations.status_changed": "organization",
        },
        list_page="/organizations/",
    )
)
searchable(
    SearchSource(
        name="members",
        label=_("People"),
        icon="user",
        permission="members.view",
        model=Membership,
        rows=members,
        words=("user__name", "user__email"),
        reads=("user__name", "user__email", "organization__name"),
        says=lambda name, email, organization: (name, f"{email} · {organization}"),
        address="/members/{public_id}/",
        follow={"members.added": "member", "members.removed": "member"},
    )
)
