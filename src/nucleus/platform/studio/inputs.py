"""What the commands on template sets take."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input
from nucleus.platform.sets.catalogue import SLUG


class CopyInput(Input):
    """The name of the folder of the new set, and what people read."""

    slug = serializers.RegexField(
        rf"^{SLUG.pattern}",
        max_length=39,
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens. It names the folder and stays as it is."),
        error_messages={"invalid": _("Use small letters, digits and hyphens.")},
        style={"autocomplete": "off"},
    )
    label = serializers.CharField(  # type: ignore[assignment] # a field of that name, not the attribute
        max_length=60, required=False, allow_blank=True, label=_("Label")
    )
