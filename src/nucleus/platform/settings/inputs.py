"""What the commands take. Values are judged by the settings themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input

MOST = 500  # settings of one call


class ChangeInput(Input):
    """Values by key, all or none of them taken."""

    values = serializers.DictField(
        child=serializers.JSONField(),
        allow_empty=False,
        label=_("Values"),
        help_text=_("Each setting's value by its key."),
    )
    seen = serializers.DictField(
        child=serializers.CharField(max_length=24, allow_blank=True),
        required=False,
        label=_("Seen"),
        help_text=_("The `revision` of each setting as it was read: a change in between is refused, and told."),
    )


class KeysInput(Input):
    """Settings by their keys."""

    keys = serializers.ListField(
        child=serializers.CharField(max_length=80), allow_empty=False, max_length=MOST, label=_("Keys")
    )


class ImportInput(Input):
    """An exported document."""

    document = serializers.DictField(
        child=serializers.JSONField(), allow_empty=False, label=_("Document"), help_text=_("As the export writes it.")
    )
