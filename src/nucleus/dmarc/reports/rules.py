"""Permissions of the room."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import role_keys

READERS = role_keys([Tier.CUSTOMER, Tier.PARTNER, Tier.DISTRIBUTOR]) | role_keys(
    [Tier.COMPANY], only=["administrator", "support-agent", "auditor"]
)

permit("reports.view", "See DMARC reports and their records", READERS)
permit("reports.store", "Store parsed DMARC reports (the software itself)", ())
