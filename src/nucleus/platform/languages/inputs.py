"""How a language and a time zone are asked for, on pages and in calls alike. Empty: left to the next one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.languages.zones import is_zone, zone_choices
from nucleus.platform.ui.fields import Choice


class LanguageField(serializers.ChoiceField):
    """The code of an offered language."""

    def __init__(self, **options: Any) -> None:
        given = {"choices": settings.LANGUAGES, "label": _("Language"), "required": False, "allow_blank": True}
        super().__init__(**{**given, **options})


class ZoneField(serializers.CharField):
    """The name of a time zone."""

    default_error_messages = {"unknown": _("There is no such time zone.")}

    def __init__(self, **options: Any) -> None:
        offered = SimpleLazyObject(lambda: tuple(Choice(*pair) for pair in zone_choices()))
        given: dict[str, Any] = {"label": _("Time zone"), "max_length": 60, "required": False, "allow_blank": True}
        given |= {"style": {"choices": offered}}
        super().__init__(**{**given, **options})

    def to_internal_value(self, data: Any) -> str:
        """The name. Raises ValidationError for one that nobody knows."""
        name: str = super().to_internal_value(data)
        if not is_zone(name):
            self.fail("unknown")
        return name


def check_speech(language: str, zone: str) -> dict[str, list[str]]:
    """What is wrong with a choice, by field; nothing for an empty one."""
    errors: dict[str, list[str]] = {}
    if language and language not in dict(settings.LANGUAGES):
        errors["language"] = [gettext("This language is not available.")]
    if zone and not is_zone(zone):
        errors["timezone"] = [gettext("There is no such time zone.")]
    return errors
