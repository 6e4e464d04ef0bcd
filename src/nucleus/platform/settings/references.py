"""How a line of the history is found: in the history that the actor may see."""

from django.utils.translation import gettext_noop as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.references import refer
from nucleus.platform.settings.levels import changes
from nucleus.platform.settings.models import SettingChange


def find_change(public_id: str) -> SettingChange:
    """The line. Raises NotVisible."""
    found: SettingChange | None = changes().filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


refer("setting-change", _("Change of a setting"), find_change, lambda change: "/settings/history/")
