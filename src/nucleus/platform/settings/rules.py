"""Permissions of the room. At the system's level the superadmin acts, at an organization's its managers."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import MANAGERS, SUPERADMIN, role_keys

KEEPERS = {*MANAGERS, SUPERADMIN}
ABOVE = {*role_keys((Tier.COMPANY, Tier.DISTRIBUTOR, Tier.PARTNER), only=("administrator", "owner")), SUPERADMIN}

permit("settings.view", "See settings and their history", {*KEEPERS, "company.auditor"})
permit("settings.change", "Change settings", KEEPERS)
permit("settings.reset", "Reset settings", KEEPERS)
permit("settings.undo", "Undo a change of a setting", KEEPERS)
permit("settings.import", "Import settings", KEEPERS)
permit("settings.lock", "Lock settings for everybody below", ABOVE)
permit("settings.unlock", "Unlock settings", ABOVE)
