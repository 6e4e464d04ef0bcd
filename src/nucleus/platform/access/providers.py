"""What lower rooms ask of this one."""

from nucleus.kernel.registry import registry
from nucleus.platform.access.roles import ROLES, permissions_of, role_label

registry.providers.add("roles", permissions_of)
registry.providers.add("role_label", role_label)
registry.providers.add("role_choices", lambda tier: list(ROLES[tier].values()))
