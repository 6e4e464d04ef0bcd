"""Domains under watch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.domains.names import shown_name
from nucleus.kernel.clock import now
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class Policy(models.TextChoices):
    """What a receiver is asked to do with mail that fails (RFC 9989, tag p)."""

    UNKNOWN = "", _("Not seen yet")
    NONE = "none", "p=none"
    QUARANTINE = "quarantine", "p=quarantine"
    REJECT = "reject", "p=reject"


class Domain(Named, TenantModel):
    """A DNS domain that its organization watches. `policy` and its kin are what the newest report saw published."""

    visibility = Visibility.DETAIL
    prefix: ClassVar[str] = "DOM"

    name = models.CharField(_("domain"), max_length=253)
    policy = models.CharField(_("policy"), max_length=12, choices=Policy.choices, default=Policy.UNKNOWN, blank=True)
    subdomain_policy = models.CharField(max_length=12, blank=True)
    alignment = models.CharField(max_length=4, blank=True)
    policy_seen_at = models.DateTimeField(null=True)
    last_report_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(removed_at__isnull=True), name="domains_once"
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="domains_name"),
            models.Index(fields=["partner_id", "name"], name="domains_partner"),
            models.Index(fields=["customer_id", "name"], name="domains_customer"),
            models.Index(fields=["distributor_id", "name"], name="domains_distributor"),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The name as people read it."""
        return shown_name(self.name)
