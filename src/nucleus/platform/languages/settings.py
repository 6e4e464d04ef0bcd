"""The language and the time zone of everybody who has not chosen one."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting
from nucleus.platform.languages.zones import zone_choices

UNCHOSEN = _("For people and organizations that have not chosen one themselves.")

LANGUAGE = setting(
    "localisation.language", "en", kind="choice", choices=tuple(settings.LANGUAGES), scope="organization",
    group="localisation", label=_("Language"), help=UNCHOSEN,
)  # fmt: skip
TIME_ZONE = setting(
    "localisation.time_zone", "Europe/Amsterdam", kind="choice", choices=zone_choices, scope="organization",
    group="localisation", label=_("Time zone"), help=UNCHOSEN,
)  # fmt: skip
