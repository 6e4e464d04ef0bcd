"""What people are told of their memberships."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.notices import ORGANIZATION, SECURITY, Holders, Person, Told, notice
from nucleus.platform.accounts.models import User
from nucleus.platform.organizations.events import MemberAdded, RolesChanged
from nucleus.platform.tree.models import Organization


@notice(
    "members.welcome", on=MemberAdded, group=SECURITY, label=_("Membership"), tone="info", address="/organization/",
    text=_("You belong to %(organization)s from now on."),
)  # fmt: skip
def welcome(event: MemberAdded) -> Told:
    """The new member; without a mail where the software itself makes members, many at a time."""
    facts = {"organization": Organization.objects.get(public_id=event.organization).name}
    to = Person(event.user, event.organization)
    return Told(to, about=event.organization, facts=facts, mail=bool(event.by))


@notice(
    "members.roles_changed", on=RolesChanged, group=SECURITY, label=_("Roles changed"), tone="warn", urgent=True,
    address="/organization/", text=_("Your roles at %(organization)s were changed; you may do other things now."),
)  # fmt: skip
def roles_changed(event: RolesChanged) -> Told | None:
    """The member, unless it was the member who did it."""
    if event.by == event.user:
        return None
    facts = {"organization": Organization.objects.get(public_id=event.organization).name}
    return Told(Person(event.user, event.organization), about=event.organization, facts=facts)


@notice(
    "members.joined", on=MemberAdded, group=ORGANIZATION, permission="members.remove", label=_("New member"),
    tone="info", address="/members/", text=_("%(name)s belongs to your organization from now on."),
)  # fmt: skip
def joined(event: MemberAdded) -> Told:
    """Those who look after the members, but for the new one and for who did it."""
    name = User.objects.get(public_id=event.user).name
    return Told(
        Holders((event.organization,), without=(event.user, event.by)), about=event.member, facts={"name": name}
    )
