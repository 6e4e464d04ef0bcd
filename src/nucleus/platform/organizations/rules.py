"""Who may do what with organizations and their members."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import EVERYBODY, MANAGERS, SUPERADMIN, role_keys

SELLERS = (Tier.COMPANY, Tier.DISTRIBUTOR, Tier.PARTNER)
SELLING_MANAGERS = role_keys(SELLERS, only=("administrator", "owner"))

permit("organizations.view", "See organizations", {*EVERYBODY, SUPERADMIN})
permit(
    "organizations.add",
    "Add organizations",
    {*role_keys(SELLERS, only=("administrator", "owner", "sales")), SUPERADMIN},
)
permit("organizations.change", "Change organizations", {*MANAGERS, SUPERADMIN})
permit("organizations.suspend", "Suspend organizations", {*SELLING_MANAGERS, SUPERADMIN})
permit("organizations.reactivate", "Reactivate organizations", {*SELLING_MANAGERS, SUPERADMIN})
permit("organizations.close", "Close organizations", {*SELLING_MANAGERS, SUPERADMIN})
permit("members.view", "See members", {*EVERYBODY, SUPERADMIN})
permit("members.add", "Add members", {*MANAGERS, SUPERADMIN})
permit("members.change_roles", "Change the roles of members", {*MANAGERS, SUPERADMIN})
permit("members.remove", "Remove members", {*MANAGERS, SUPERADMIN})
