"""The gate's own tables: outbox, idempotency keys, openings."""

from __future__ import annotations

from django.db import models

from nucleus.kernel.clock import now
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import TenantModel


class Outbox(TenantModel):
    """An event on its way: written with the change, relayed by a job in the order of its id, kept 30 days."""

    visibility = Visibility.PRIVATE

    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    payload = models.JSONField()
    actor_id = models.CharField(max_length=24, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)
    relayed_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["id"], condition=models.Q(relayed_at__isnull=True), name="gate_outbox_waiting")]

    def __str__(self) -> str:
        return self.name


class IdempotencyKey(TenantModel):
    """One use of a key for a command: the digest of its input, a reference to the result, no secrets; kept 30 days."""

    visibility = Visibility.PRIVATE

    command = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    result_type = models.CharField(max_length=60, blank=True)
    result_id = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField(default=now, db_index=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organization", "command", "key"], name="gate_key"),
        ]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"


class Opening(TenantModel):
    """A customer's detail opened to one organization above until a moment; `support/remote` writes it with a grant.

    The owner is the customer; the grantee is who looks.
    """

    visibility = Visibility.DETAIL

    grantee = TenantForeignKey("tree.Organization", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=12, choices=[("support", "support"), ("audit", "audit")])
    until = models.DateTimeField()
    reference = models.CharField(max_length=24)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["grantee", "until"], name="gate_opening_grantee")]

    def __str__(self) -> str:
        return self.reference
