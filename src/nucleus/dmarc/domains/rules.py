"""Permissions of the room."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import EVERYBODY, role_keys

STEWARDS = role_keys([Tier.PARTNER, Tier.CUSTOMER, Tier.DISTRIBUTOR], only=["owner", "helpdesk"]) | role_keys(
    [Tier.COMPANY], only=["administrator"]
)

permit(
    "domains.view",
    "See domains and their DMARC results",
    EVERYBODY - role_keys([Tier.COMPANY], only=["content-editor"]),
)
permit("domains.register", "Register a domain for watching", STEWARDS)
permit("domains.remove", "Stop watching a domain", STEWARDS - role_keys(only=["helpdesk"]))
