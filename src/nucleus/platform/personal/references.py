"""How views are found from elsewhere."""

from django.utils.translation import gettext_noop as _

from nucleus.kernel.references import refer
from nucleus.platform.personal.queries import find_view

refer("view", _("View"), find_view, lambda thing: f"/views/{thing.public_id}/")
