"""The organization: tier, parent, place, and the card that those below may read."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Place, Tier, current_actor
from nucleus.kernel.errors import ScopeViolation
from nucleus.kernel.ids import public_id
from nucleus.platform.tree.fields import TenantForeignKey, place_of
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Scoped, tell_watcher


class Status(models.TextChoices):
    """Whether the organization works here (SPEC ORG-2)."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class TierChoice(models.TextChoices):
    """The tier as pages name it."""

    COMPANY = Tier.COMPANY.value, _("Company")
    DISTRIBUTOR = Tier.DISTRIBUTOR.value, _("Distributor")
    PARTNER = Tier.PARTNER.value, _("Partner")
    CUSTOMER = Tier.CUSTOMER.value, _("End user")


class Organization(Scoped):
    """A node of the channel tree. The ancestor columns hold the organization itself at its own tier."""

    visibility = Visibility.CARD
    superadmin_sees = True

    public_id = models.CharField(max_length=24, unique=True, editable=False)
    tier = models.CharField(max_length=12, choices=TierChoice.choices)
    parent = TenantForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    distributor_id = models.BigIntegerField(null=True, editable=False)
    partner_id = models.BigIntegerField(null=True, editable=False)
    customer_id = models.BigIntegerField(null=True, editable=False)
    is_house = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("short name"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", _("Use small letters, digits and hyphens."))
        ],
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.ACTIVE)
    support_email = models.EmailField(_("support e-mail"), blank=True)
    support_phone = models.CharField(_("support phone"), max_length=40, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                name="tree_parent_by_tier",
                condition=Q(tier="company", parent__isnull=True) | (~Q(tier="company") & Q(parent__isnull=False)),
            ),
            models.UniqueConstraint(fields=["tier"], condition=Q(tier="company"), name="tree_one_company"),
        ]
        indexes = [
            models.Index(fields=["distributor_id", "tier", "name"], name="tree_distributor"),
            models.Index(fields=["partner_id", "tier", "name"], name="tree_partner"),
            models.Index(fields=["parent", "name"], name="tree_parent"),
            # What each tier sorts and filters by, so that a page reads its rows and no others.
            models.Index(fields=["distributor_id", "name"], name="tree_distributor_name"),
            models.Index(fields=["partner_id", "name"], name="tree_partner_name"),
            models.Index(fields=["customer_id"], name="tree_customer"),
            models.Index(fields=["name"], name="tree_name"),
            models.Index(fields=["tier", "name"], name="tree_tier_name"),
            models.Index(fields=["status", "name"], name="tree_status_name"),
            models.Index(fields=["created_at"], name="tree_created"),
            models.Index(fields=["tier"], name="tree_tier"),
            models.Index(fields=["status"], name="tree_status"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it stands, itself at its own tier."""
        return place_of(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves below what the actor holds; a new one takes its place from its parent."""
        actor = current_actor()
        if not self.public_id:
            self.public_id = public_id("ORG")
        if self._state.adding:
            self._take_place()
            super().save(*args, **kwargs)
            if self.tier != Tier.COMPANY:
                own = {f"{self.tier}_id": self.pk}
                setattr(self, f"{self.tier}_id", self.pk)
                type(self)._base_manager.filter(pk=self.pk).set_place(**own)  # type: ignore[attr-defined]
            return
        if not (actor.is_system or actor.is_superadmin or (actor.place and actor.place.holds(self.place))):
            raise ScopeViolation("an organization above may be read, not changed")
        tell_watcher(self)
        super().save(*args, **kwargs)

    def _take_place(self) -> None:
        actor = current_actor()
        if self.parent is None:
            if not actor.is_system:
                raise ScopeViolation("only the installer makes the company")
            return
        if Tier(self.parent.tier).below != self.tier:
            raise ScopeViolation(f"a {self.tier} cannot stand under a {self.parent.tier}")
        if not (actor.is_system or actor.is_superadmin or (actor.place and actor.place.holds(self.parent.place))):
            raise ScopeViolation("an organization is made below the own one")
        self.distributor_id, self.partner_id = self.parent.distributor_id, self.parent.partner_id


class Epoch(models.Model):
    """How often things of a kind were changed; see `tree.epochs`."""

    name = models.CharField(max_length=20, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
