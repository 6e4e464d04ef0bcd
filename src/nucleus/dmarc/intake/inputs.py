"""What the commands of the intake take."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.kernel.actor import current_actor
from nucleus.platform.api.inputs import Input, TenantReference
from nucleus.platform.tree.models import Organization, Status


def organizations_below() -> QuerySet[Organization]:
    """The active organizations in the actor's reach."""
    place = current_actor().place
    rows = Organization.objects.filter(status=Status.ACTIVE, is_house=False).order_by("name")
    if place is None or place.tier == "company":
        return rows  # type: ignore[no-any-return]
    return rows.filter(**{f"{place.tier}_id": place.organization})  # type: ignore[no-any-return]


class AddFolderInput(Input):
    """A folder to watch."""

    organization = TenantReference(
        Organization,
        among=organizations_below,
        required=False,
        label=_("Organization"),
        help_text=_("Who owns what comes in. Empty: your own organization."),
    )
    path = serializers.CharField(
        max_length=400, label=_("Folder"), help_text=_("Name of a folder below the inbox folder of this server.")
    )
