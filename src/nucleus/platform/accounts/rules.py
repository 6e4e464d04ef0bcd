"""Who may look after other people's sessions and locked accounts. The own account needs no permission."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN

ADMINISTRATORS = {"company.administrator", SUPERADMIN}

permit("attempts.view", "See sign-in attempts", ADMINISTRATORS)
permit("accounts.release_attempts", "Release blocked sign-ins", ADMINISTRATORS)
permit("sessions.view", "See the sessions of members", {*MANAGERS, SUPERADMIN})
permit("sessions.end", "End the sessions of members", {*MANAGERS, SUPERADMIN})
