"""Where each organization's chain ends."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """The last sealed line of one organization: number and hash. Written with the lines, in one transaction.

    Not scoped: only sealing and verification read it.
    """

    organization = models.BigIntegerField(unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    signed_sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.organization} {self.sequence}"
