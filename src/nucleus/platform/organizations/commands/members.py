"""People coming to, changing in, and leaving an organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, Tier, current_actor, system_actor
from nucleus.kernel.errors import Denied, Invalid, Refused
from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SHIPPED
from nucleus.platform.accounts.models import Membership, User, UserManager
from nucleus.platform.accounts.passwords import random_password, set_password
from nucleus.platform.accounts.permissions import permissions_of
from nucleus.platform.accounts.sessions import end_sessions_of_membership
from nucleus.platform.gate.command import Undo, command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.organizations.events import MemberAdded, MemberRemoved, RolesChanged
from nucleus.platform.organizations.inputs import AddMemberInput, RolesInput
from nucleus.platform.organizations.queries import own_organization
from nucleus.platform.tree.models import Organization, Status
from nucleus.platform.tree.scope import Visibility, sees


@command("members.add", input=AddMemberInput, secret={"password"})
def add_member(
    *,
    email: str,
    roles: Sequence[str],
    organization: Organization | None = None,
    name: str = "",
    password: str | None = "",
    language: str = "",
) -> Membership:
    """Add a person to an organization: an existing account by its address, else a new one.

    A new account gets a random password that must be changed at the first sign-in; the answer carries it once in
    `initial_password`. A `password` given by the caller (installer, demo) counts as chosen; with None the account
    cannot sign in until somebody gives it one. Raises Denied for roles that the caller may not give, Refused for
    somebody who is a member already, Invalid for what cannot be taken.
    """
    actor = current_actor()
    if organization is None and actor.place is None:
        raise Invalid({"organization": [_("Please name the organization.")]})
    organization = organization or own_organization()
    _may_manage(actor, organization)
    if organization.status == Status.CLOSED:
        raise Refused(_("%(name)s is closed; nobody can be added.") % {"name": organization.name})
    _may_give(actor, Tier(organization.tier), roles)
    user, initial = _user(_address(email), name, password, language)
    if user.is_superadmin:
        raise Invalid({"email": [_("This account cannot become a member.")]})
    with system_actor("a member whom the caller may add, not yet see"):
        member = Membership.objects.filter(organization=organization, user=user).first() or Membership(
            organization=organization, user=user, is_active=False
        )
        if member.is_active:
            raise Refused(_("%(email)s is a member already.") % {"email": user.email})
        member.roles, member.is_active = list(dict.fromkeys(roles)), True
        member.revision += 1
        member.save()
    member.initial_password = initial
    record(member, label=user.email, roles=(None, member.roles))
    emit(MemberAdded(organization.public_id, member.public_id, user.public_id, by=actor.public_id))
    return member


@command("members.change_roles", target="member", input=RolesInput, undo=Undo.former("roles"))
def change_roles(*, member: Membership, roles: Sequence[str]) -> Membership:
    """Give a member other roles. Takes effect with the next request of that person.

    Raises Denied where the caller lacks what the old or the new roles hold, Refused for the last manager.
    """
    actor = current_actor()
    organization = member.organization
    _may_manage(actor, organization)
    if not member.is_active:
        raise Refused(_("This person is no longer a member."))
    _may_give(actor, Tier(organization.tier), [*roles, *member.roles])
    if manager_role(organization) not in roles:
        _keeps_a_manager(member)
    member.roles = list(dict.fromkeys(roles))
    member.revision += 1
    member.save()
    emit(
        RolesChanged(
            organization=organization.public_id,
            member=member.public_id,
            user=member.user.public_id,
            roles=tuple(member.roles),
            by=actor.public_id,
        )
    )
    return member


def adds_again(given: Mapping[str, Any], result: Membership, changes: Mapping[str, list[Any]]) -> Undo:
    """The same person with the same roles; ended sessions stay ended."""
    who = {"email": result.user.email, "organization": result.organization.public_id, "roles": list(result.roles)}
    return Undo("members.add", who)


@command("members.remove", target="member", undo=adds_again)
def remove_member(*, member: Membership) -> Membership:
    """Take a person out of the organization and end the sessions there. Raises Refused for the last manager."""
    actor = current_actor()
    _may_manage(actor, member.organization)
    if not member.is_active:
        raise Refused(_("This person is no longer a member."))
    _may_give(actor, Tier(member.organization.tier), member.roles)
    _keeps_a_manager(member)
    member.is_active = False
    member.revision += 1
    member.save()
    end_sessions_of_membership(member)
    emit(MemberRemoved(organization=member.organization.public_id, member=member.public_id, user=member.user.public_id))
    return member


def manager_role(organization: Organization) -> str:
    """The role that runs an organization of this tier."""
    return SHIPPED[Tier(organization.tier)][0]


def _may_manage(actor: Actor, organization: Organization) -> None:
    place = organization.place
    if actor.is_system or sees(Visibility.DETAIL, actor, place) or Membership.opened_to(actor, place):
        return
    raise Denied(_("Its members are managed by the organization itself and by the one directly above it."))


def _may_give(actor: Actor, tier: Tier, roles: Sequence[str]) -> None:
    """Refuses roles with a permission that the giver lacks.

    A permission that no role of the giver's own tier has at all (detail below a distributor) cannot be lacked:
    otherwise nobody could appoint the first owner of a partner.
    """
    if not roles:
        raise Invalid({"roles": [_("Please choose at least one role.")]})
    wanted = permissions_of(tier, roles)
    if actor.is_system or actor.is_superadmin or actor.place is None:
        return
    own_tier = actor.place.tier
    lacking = (wanted - actor.permissions) & permissions_of(own_tier, SHIPPED[own_tier])
    if lacking:
        labels = ", ".join(sorted(_(registry.permissions[name].label) for name in lacking)[:3])
        raise Denied(_("You cannot give or take roles that allow more than yours do: %(labels)s.") % {"labels": labels})


def _keeps_a_manager(member: Membership) -> None:
    role = manager_role(member.organization)
    if role not in member.roles:
        return
    others = Membership.objects.filter(organization=member.organization, is_active=True, user__is_active=True)
    if not any(role in held for held in others.exclude(pk=member.pk).values_list("roles", flat=True)):
        raise Refused(_("This is the last person who runs the organization; appoint another one first."))


def _address(email: str) -> str:
    address = UserManager.normal(email)
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid({"email": [_("This is not an e-mail address.")]}) from None
    return address


def _user(email: str, name: str, password: str | None, language: str) -> tuple[User, str]:
    """The account with the address, and the random password when it was made here without a given one."""
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found, ""
    user = User(email=email, name=" ".join(name.split()) or email.partition("@")[0], language=language)
    if password is None:
        user.set_unusable_password()
        user.save()
        return user, ""
    initial = "" if password else random_password()
    set_password(user, password or initial, chosen=bool(password))
    user.save()
    return user, initial
