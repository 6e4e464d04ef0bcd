"""How a notice is found by its public id."""

from django.utils.translation import gettext_noop as _

from nucleus.kernel.references import refer
from nucleus.platform.notices.queries import find_notice

refer("notice", _("Notice"), find_notice, lambda notice: f"/notices/{notice.public_id}/")
