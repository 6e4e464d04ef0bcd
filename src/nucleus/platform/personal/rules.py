"""Who may show a view to the whole organization. One's own views and choices need no permission."""

from nucleus.kernel.permissions import permit
from nucleus.kernel.roles import role_keys

SHARERS = role_keys(only=("administrator", "owner", "sales", "finance", "helpdesk", "support-agent"))

permit("views.share", "Share saved views with the organization", SHARERS)
permit("views.withdraw", "Withdraw shared views", SHARERS)
