"""Writes on organizations and members."""

from nucleus.platform.organizations.commands.members import add_member, change_roles, remove_member
from nucleus.platform.organizations.commands.organizations import add_organization, change_organization, house_below
from nucleus.platform.organizations.commands.status import (
    close_organization,
    reactivate_organization,
    suspend_organization,
)

__all__ = [
    "add_member",
    "add_organization",
    "change_organization",
    "change_roles",
    "close_organization",
    "house_below",
    "reactivate_organization",
    "remove_member",
    "suspend_organization",
]
