"""The one row that says which permissions the memberships were compiled from."""

from __future__ import annotations

from django.db import models

from nucleus.kernel.clock import now


class Compilation(models.Model):
    """Global, a single row: the digest of the declared permissions at the last compilation."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(name="access_one_compilation", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.digest
