"""How sessions are found from elsewhere."""

from django.utils.translation import gettext_noop as _

from nucleus.kernel.references import refer
from nucleus.platform.accounts.queries import find_session

refer("session", _("Session"), find_session, lambda thing: "/security/")
