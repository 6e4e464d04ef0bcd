"""Adding and changing organizations."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, Tier, current_actor
from nucleus.kernel.errors import Denied, Invalid, Refused
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit
from nucleus.platform.gate.undo import Undo
from nucleus.platform.languages.inputs import check_speech
from nucleus.platform.organizations.events import OrganizationAdded, OrganizationChanged
from nucleus.platform.organizations.inputs import AddOrganizationInput, ChangeOrganizationInput
from nucleus.platform.organizations.names import RESERVED, free_slug
from nucleus.platform.tree.models import Organization, Status

SLUG_TAKEN = {"tree_organization.slug": "slug", "tree_organization_slug": "slug"}  # as SQLite and PostgreSQL name it


class Card(TypedDict, total=False):
    """What one states about an organization; what is left out stays as it is."""

    slug: str
    language: str
    timezone: str
    support_email: str
    support_phone: str


def within_reach(actor: Actor, organization: Organization, *, own: bool) -> None:
    """Raises Denied where the organization is above or beside the actor, or the own one where `own` is False."""
    if actor.is_system or actor.is_superadmin:
        return
    place = actor.place
    if place is None or not place.holds(organization.place) or (not own and place.organization == organization.pk):
        raise Denied(_("This is done from above the organization."))


@command("organizations.add", input=AddOrganizationInput, constraints=SLUG_TAKEN)
def add_organization(*, parent: Organization, name: str, tier: str = "", **card: Unpack[Card]) -> Organization:
    """Add an organization below another one.

    The tier is the one below the parent. A deeper `tier` is direct business: the hidden house organizations between
    are made
    where they are missing. Raises Refused under an organization that is not active, Invalid for what cannot be taken.
    """
    within_reach(current_actor(), parent, own=True)
    for _level in range(2):
        if Tier(parent.tier).below in (None, tier or Tier(parent.tier).below):
            break
        parent = house_below(parent)
    below = Tier(parent.tier).below
    if below is None or (tier and tier != below):
        raise Invalid({"tier": [_("Nothing of this kind stands below that organization.")]})
    if parent.status != Status.ACTIVE:
        raise Refused(_("%(name)s is not active; nothing can be added below it.") % {"name": parent.name})
    made = Organization(parent=parent, tier=below.value, name=_name(name))
    _write_card(made, card)
    made.slug = made.slug or free_slug(made.name, below.value)
    made.save()
    emit(OrganizationAdded(organization=made.public_id, tier=made.tier, parent=parent.public_id))
    return made


CARD = ("name", "slug", "language", "timezone", "support_email", "support_phone")


@command(
    "organizations.change",
    target="organization",
    input=ChangeOrganizationInput,
    constraints=SLUG_TAKEN,
    undo=Undo.former(*CARD),
)
def change_organization(*, organization: Organization, name: str | None = None, **card: Unpack[Card]) -> Organization:
    """Change the card of an organization: the own one, or one below. Raises Invalid for what cannot be taken."""
    within_reach(current_actor(), organization, own=True)
    if name is not None:
        organization.name = _name(name)
    _write_card(organization, card)
    organization.revision += 1
    organization.save()
    emit(OrganizationChanged(organization=organization.public_id))
    return organization


def house_below(organization: Organization) -> Organization:
    """The hidden house organization directly below, made where it is missing. Called inside a command."""
    found: Organization | None = Organization.objects.filter(parent=organization, is_house=True).first()
    if found is not None:
        return found
    tier = Tier(organization.tier).below
    if tier not in (Tier.DISTRIBUTOR, Tier.PARTNER):
        raise Invalid({"tier": [_("Nothing of this kind stands below that organization.")]})
    house = Organization(
        parent=organization,
        tier=tier.value,
        is_house=True,
        name=organization.name,
        slug=free_slug(f"{organization.slug}-direct", tier.value),
        language=organization.language,
        timezone=organization.timezone,
        support_email=organization.support_email,
        support_phone=organization.support_phone,
    )
    house.save()
    return house


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Invalid({"name": [_("Please give a name.")]})
    return name


def _write_card(organization: Organization, card: Card) -> None:
    for field, value in card.items():
        if value or field != "slug":  # an empty short name means: as it is
            setattr(organization, field, value)
    errors = check_speech(organization.language, organization.timezone)
    if card.get("slug") and organization.slug in RESERVED:
        errors["slug"] = [_("This name is kept for the software itself.")]
    try:
        organization.clean_fields(exclude={"parent", "public_id", *(() if organization.slug else ("slug",))})
    except ValidationError as error:
        errors = {**error.message_dict, **errors}
    if errors:
        raise Invalid(errors)
