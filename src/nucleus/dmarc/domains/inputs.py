"""What the commands of domains take."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input


class RegisterDomainInput(Input):
    """A domain to watch."""

    name = serializers.CharField(
        max_length=253, label=_("Domain name"), help_text=_("For example example.com. Subdomains count for it unless they are registered themselves.")
    )


class RemoveDomainInput(Input):
    """Nothing but the domain that the address names."""
