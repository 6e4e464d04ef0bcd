"""Who may read the audit trail of the own organization."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN

permit("audit.view", "See the audit trail", {*MANAGERS, "company.auditor", SUPERADMIN})
