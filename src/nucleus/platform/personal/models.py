"""Saved views of lists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place, Tier
from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import User
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class Density(models.TextChoices):
    """How close the rows of a list stand; without a choice the person's general one holds."""

    COSY = "cosy", _("Comfortable")
    COMPACT = "compact", _("Compact")


class SavedView(Named, TenantModel):
    """One view of one list, or (without a name) what its owner keeps for the list itself.

    `query` is the part of an address that narrows and orders the list, `columns` the keys shown, with commas, in their
    order (empty: those of the list). `size`, `density`, `start` (public id of the view that the list opens with) and
    `hints` (dismissed ones, with commas) stand in the one without a name only.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True  # the superadmin's own ones hang on the company; the queries show nobody else's
    prefix: ClassVar[str] = "VIW"

    owner = TenantForeignKey(User, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=60, blank=True)
    query = models.CharField(max_length=2000, blank=True)
    columns = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(_("shared"), default=False)
    size = models.PositiveSmallIntegerField(null=True)
    density = models.CharField(max_length=8, blank=True, choices=Density.choices)
    start = models.CharField(max_length=24, blank=True)
    hints = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=now)
    revision = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organization", "owner", "table", "name"], name="personal_view_once")
        ]
        indexes = [models.Index(fields=["organization", "table"], name="personal_view_list")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def opened_to(actor: Actor, place: Place) -> bool:
        """The superadmin, who is in no organization, keeps its own with the company."""
        return actor.is_superadmin and place.tier is Tier.COMPANY
