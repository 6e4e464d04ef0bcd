"""Data keys, wrapped by the master key."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nucleus.kernel.clock import now


class DataKey(models.Model):
    """One data key: `wrapped` is its AES-256-GCM ciphertext under the master key `master`. One is current and encrypts.

    `retired_at` is when another took over; a day later nothing can still be writing under it, and a rotation removes
    it.
    """

    key_id = models.CharField(max_length=24, unique=True)
    master = models.CharField(max_length=24)
    wrapped = models.CharField(max_length=200)
    is_current = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="vault_one_current")
        ]

    def __str__(self) -> str:
        return self.key_id
