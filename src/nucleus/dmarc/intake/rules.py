"""Permissions of the room."""

from nucleus.kernel.actor import Tier
from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import SUPERADMIN, role_keys

READERS = role_keys([Tier.CUSTOMER, Tier.PARTNER, Tier.DISTRIBUTOR], only=["owner", "helpdesk"]) | role_keys(
    [Tier.COMPANY], only=["administrator", "support-agent"]
)
VIEWERS = READERS | role_keys(only=["viewer", "auditor"])

permit("messages.view", "See received report files and what became of them", VIEWERS)
permit("intake.take", "Hand in report files", READERS)
permit("intake.retry", "Read a file in quarantine again", READERS)
permit("intake.dismiss", "Dismiss a file in quarantine", READERS)
permit("intake.recount_waiting", "Recount the reports that wait for a domain (the software itself)", ())
permit("folders.view", "See watched folders", role_keys([Tier.COMPANY], only=["administrator"]) | {SUPERADMIN})
permit(
    "intake.add_folder",
    "Watch a folder of the server",
    role_keys([Tier.COMPANY], only=["administrator"]) | {SUPERADMIN},
)
permit(
    "intake.remove_folder", "Stop watching a folder", role_keys([Tier.COMPANY], only=["administrator"]) | {SUPERADMIN}
)
permit(
    "intake.sweep_folder",
    "Look into a watched folder now",
    role_keys([Tier.COMPANY], only=["administrator"]) | {SUPERADMIN},
)
permit("intake.tell_of_files", "Say that files were set aside (the software itself)", ())
permit("intake.tell_of_domains", "Say that unknown domains came up (the software itself)", ())
