"""What the commands on accounts take."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input
from nucleus.platform.languages.inputs import LanguageField, ZoneField

LONGEST = 200  # characters of a password


class ChangePasswordInput(Input):
    """The current password and the new one."""

    current_password = serializers.CharField(
        label=_("Current password"), max_length=LONGEST, trim_whitespace=False, write_only=True
    )
    new_password = serializers.CharField(
        label=_("New password"),
        help_text=_(
            "At least 8 characters with upper case, lower case and a digit, or at least 15 characters of any kind."
        ),
        max_length=LONGEST,
        trim_whitespace=False,
        write_only=True,
    )


class ProfileInput(Input):
    """The own name, language, time zone and keys."""

    name = serializers.CharField(label=_("Name"), max_length=120, required=False)
    language = LanguageField(help_text=_("Empty: that of your organization."))
    timezone = ZoneField(help_text=_("As Europe/Amsterdam. Empty: that of your organization."))
    single_keys = serializers.BooleanField(
        required=False,
        label=_("Single-key shortcuts"),
        help_text=_("Keys such as g, j and x without Ctrl, outside fields."),
    )


class ReleaseInput(Input):
    """Whose failed tries count no more: an account's, a network's, or an account's from one network."""

    email = serializers.CharField(label=_("E-mail address"), max_length=254, required=False, allow_blank=True)
    address = serializers.CharField(label=_("Network address"), max_length=50, required=False, allow_blank=True)
