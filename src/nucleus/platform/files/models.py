"""Blobs and holdings."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class Blob(models.Model):
    """Bytes on disk: `kind` is what they are by their content, whatever their name says. Reached through holdings
    only.
    """

    sha256 = models.CharField(max_length=64, unique=True, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.sha256


class Holding(Named, TenantModel):
    """One organization's claim on bytes, for one purpose. The name is the sender's, for people only: never a path."""

    visibility = Visibility.DETAIL
    prefix: ClassVar[str] = "FIL"

    blob = TenantForeignKey(Blob, on_delete=models.PROTECT, related_name="holdings")
    name = models.CharField(_("name"), max_length=200)
    purpose = models.CharField(max_length=40)
    received_at = models.DateTimeField(_("received"), default=now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organization", "blob", "purpose"], name="files_held_once"),
        ]

    def __str__(self) -> str:
        return self.name
