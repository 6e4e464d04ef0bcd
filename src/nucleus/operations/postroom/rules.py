"""Who sees what was sent."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN

permit("mails.view", "See sent mails", {*MANAGERS, SUPERADMIN})
