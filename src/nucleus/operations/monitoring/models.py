"""Where each organization's chain ends, and the checks of the trail. Neither is scoped: see each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.kernel.ids import public_id


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


class Verification(models.Model):
    """One check of the audit trail: what was looked at, and what was wrong (the first hundred findings).

    Not scoped: it is about the whole installation, and only its operators' permission leads to it.
    """

    prefix: ClassVar[str] = "AVR"

    public_id = models.CharField(max_length=24, unique=True, editable=False)
    started_at = models.DateTimeField(_("started"), default=now, db_index=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    asked_by = models.CharField(_("asked for by"), max_length=200, blank=True)
    lines = models.PositiveBigIntegerField(_("sealed lines"), default=0)
    waiting = models.PositiveBigIntegerField(_("waiting for their seal"), default=0)
    wrong = models.PositiveIntegerField(_("findings"), default=0)
    findings = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: object, **kwargs: object) -> None:
        """Gives it its public id with the first save."""
        self.public_id = self.public_id or public_id(self.prefix)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
