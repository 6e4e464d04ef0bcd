"""What the commands on organizations and members take."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nucleus.platform.api.inputs import Input, TenantReference
from nucleus.platform.languages.inputs import LanguageField, ZoneField
from nucleus.platform.organizations.queries import organizations_below, possible_parents
from nucleus.platform.tree.models import Organization, TierChoice


class CardInput(Input):
    """The card of an organization. What is empty comes from the parent, or stays."""

    slug = serializers.CharField(
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens; it is part of the address of the portal."),
        max_length=40,
        required=False,
        allow_blank=True,
    )
    support_email = serializers.EmailField(
        label=_("Support e-mail"), help_text=_("Shown to the organizations below."), required=False, allow_blank=True
    )
    support_phone = serializers.CharField(label=_("Support phone"), max_length=40, required=False, allow_blank=True)
    language = LanguageField(help_text=_("Empty: as the settings say."))
    timezone = ZoneField(help_text=_("As Europe/Amsterdam. Empty: as the settings say."))


class PlaceInput(Input):
    """What has to be said of a new organization; on the form it stands first."""

    name = serializers.CharField(label=_("Name"), max_length=120)
    parent: serializers.Field[Any, Any, Any, Any] = TenantReference(  # type: ignore[assignment]  # a name of DRF's own base
        Organization, among=possible_parents, label=_("Below")
    )
    tier = serializers.ChoiceField(
        label=_("Level"),
        help_text=_("Left out: the level below. A deeper one is direct business."),
        choices=TierChoice.choices[1:],
        required=False,
    )


class AddOrganizationInput(PlaceInput, CardInput):
    """A new organization."""


class NameInput(Input):
    """A name that may stay as it is."""

    name = serializers.CharField(label=_("Name"), max_length=120, required=False)


class ChangeOrganizationInput(NameInput, CardInput):
    """A change of an organization's card."""


class RolesInput(Input):
    """The roles of a member, by name."""

    roles = serializers.ListField(
        label=_("Roles"), child=serializers.CharField(max_length=40), min_length=1, max_length=10
    )


class AddMemberInput(RolesInput):
    """A person who comes to an organization; left out, it is the own one."""

    organization = TenantReference(Organization, among=organizations_below, label=_("Organization"), required=False)
    email = serializers.EmailField(label=_("E-mail address"), max_length=254)
    name = serializers.CharField(label=_("Name"), max_length=120, required=False, allow_blank=True)
