"""Audit lines and the heads of their chains."""

from __future__ import annotations

from typing import Any

from django.db import models

from nucleus.kernel.clock import now
from nucleus.kernel.errors import ScopeViolation
from nucleus.platform.tree.scope import InScope, Visibility
from nucleus.platform.tree.tenant import Named, ScopedQuerySet, TenantModel


class LineQuerySet(ScopedQuerySet):
    """Lines are added, never changed or removed."""

    def update(self, **values: Any) -> int:
        raise ScopeViolation("an audit line is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ScopeViolation("an audit line is never removed")

    def seal(self, **values: Any) -> int:
        """Puts number and hashes on; for the sealing job only."""
        return models.QuerySet.update(self.filter(sequence__isnull=True), **values)


class LineManager(models.Manager.from_queryset(LineQuerySet)):  # type: ignore[misc]
    """Scoped as every tenant row."""

    def get_queryset(self) -> LineQuerySet:
        return super().get_queryset().filter(InScope(self.model))  # type: ignore[no-any-return]


class Line(Named, TenantModel):
    """One thing done. `changes` maps a field to [before, after]; actors are kept as public id and label."""

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix = "AUD"

    at = models.DateTimeField(default=now, db_index=True)
    action = models.CharField(max_length=80)
    actor_id = models.CharField(max_length=24, blank=True)
    actor_label = models.CharField(max_length=200)
    effective_id = models.CharField(max_length=24, blank=True)
    effective_label = models.CharField(max_length=200, blank=True)
    session = models.CharField(max_length=24, blank=True)
    grant = models.CharField(max_length=24, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=24, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=dict)
    parent_line = models.BigIntegerField(null=True)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    release = models.CharField(max_length=20, blank=True)
    sequence = models.PositiveBigIntegerField(null=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    objects = LineManager()  # type: ignore[misc]  # the stubs take a manager for a class variable

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "sequence"], name="audit_sequence")]
        indexes = [
            models.Index(fields=["organization", "-id"], name="audit_newest"),
            models.Index(fields=["id"], condition=models.Q(sequence__isnull=True), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}".strip()
