"""Who sees who looked."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN

permit("journal.view", "See who looked at personal and DMARC detail", {*MANAGERS, "company.auditor", SUPERADMIN})
