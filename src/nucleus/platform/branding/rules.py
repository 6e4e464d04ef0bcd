"""Who may change the look of the own organization and of those below that have none."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import SUPERADMIN, role_keys

SELLING_MANAGERS = role_keys((Tier.COMPANY, Tier.DISTRIBUTOR, Tier.PARTNER), only=("administrator", "owner"))

permit("branding.change_theme", "Change the look", {*SELLING_MANAGERS, SUPERADMIN})
