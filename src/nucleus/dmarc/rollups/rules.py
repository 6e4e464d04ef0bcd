"""Permissions of the room."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import EVERYBODY, role_keys

permit(
    "rollups.view", "See DMARC figures of organizations", EVERYBODY - role_keys([Tier.COMPANY], only=["content-editor"])
)
permit("rollups.recount", "Recount DMARC sums (the software itself)", ())
permit("rollups.recount_domains", "Recount watched domains (the software itself)", ())
