"""Who sees the style page: those who make themes and templates."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import SUPERADMIN, role_keys

permit("style.view", "See the style page", {*role_keys((Tier.COMPANY,), only=("administrator",)), SUPERADMIN})
