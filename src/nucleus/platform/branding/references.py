"""How a design is found from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.references import refer
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.queries import designs


def find_theme(public_id: str) -> Design:
    """The design in sight. Raises NotVisible."""
    found = designs().select_related("organization").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


refer("theme", _("Theme"), find_theme, lambda thing: f"/branding/{thing.kind}/")
