"""Who looks after template sets: those who run the installation, because a set draws for everybody."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import SUPERADMIN, role_keys

OPERATORS = {*role_keys((Tier.COMPANY,), only=("administrator",)), SUPERADMIN}

permit("template_sets.view", "See template sets", OPERATORS)
permit("template_sets.copy", "Begin a template set of the own", OPERATORS)
permit("template_sets.check", "Check a template set", OPERATORS)
permit("template_sets.remove", "Remove a template set of the own", OPERATORS)
