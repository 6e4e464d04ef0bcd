"""What is found of this room: the settings that the person may see, where each is set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor
from nucleus.kernel.searches import Found, SearchList, searchable
from nucleus.kernel.settings import GROUPS
from nucleus.platform.settings.levels import own_level
from nucleus.platform.settings.queries import visible_settings
from nucleus.platform.settings.rows import control_id


def settings_in_sight(actor: Actor) -> list[Found]:
    """The settings of the actor's level by their labels, each at its place in the page of its group; no values."""
    if not actor.may("settings.view") or not (actor.is_superadmin or actor.place):
        return []
    return [
        Found(
            str(setting.label),
            f"{GROUPS[setting.group].section} · {GROUPS[setting.group].label}",
            f"/settings/{setting.group}/#{control_id(setting.key)}",
            "settings",
        )
        for setting in visible_settings(own_level(actor))
    ]


searchable(SearchList("settings", _("Settings"), "settings", settings_in_sight))
