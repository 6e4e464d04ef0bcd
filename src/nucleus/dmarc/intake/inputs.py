"""What the commands of the intake take."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input


class NoInput(Input):
    """Nothing but the thing that the address names."""


class AddFolderInput(Input):
    """A folder to watch."""

    path = serializers.CharField(
        max_length=400, label=_("Folder"), help_text=_("Name of a folder below the inbox folder of this server.")
    )
