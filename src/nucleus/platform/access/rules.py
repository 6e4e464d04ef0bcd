"""Who may look up roles."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN

permit("roles.view", "See roles and their permissions", {*MANAGERS, "company.auditor", SUPERADMIN})
