"""Designs: the theme of an organization and its sign-in pages, as draft, as published, and in their versions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place
from nucleus.kernel.clock import now
from nucleus.platform.branding.keys import KINDS, THEME
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


def empty_document() -> dict[str, Any]:
    """A document that says nothing: everything is inherited."""
    return {"values": {}, "locked": []}


class Own(TenantModel):
    """A row of the own brand: seen and written by its organization, and by the superadmin."""

    class Meta(TenantModel.Meta):
        abstract = True

    @staticmethod
    def opened_to(actor: Actor, _place: Place) -> bool:
        """The superadmin writes here too."""
        return actor.is_superadmin


class Design(Named, Own):
    """One kind of design of one organization. A document holds `values` (own ones only) and `locked` (key names).

    `published` is what people see (null: nothing yet), `draft` what is being worked on, `former` the draft before the
    last change.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix = "THM"

    kind = models.CharField(_("kind"), max_length=24, choices=[(k, k) for k in KINDS], default=THEME)
    draft = models.JSONField(default=empty_document)
    former = models.JSONField(null=True)
    published = models.JSONField(null=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed"), default=now)
    revision = models.PositiveIntegerField(default=1)

    class Meta(Own.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "kind"], name="branding_one_of_a_kind")]

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def has_changes(self) -> bool:
        """Whether the draft differs from what is published."""
        return bool(self.draft != (self.published or empty_document()))


class DesignVersion(Own):
    """What was published under a number, by whom and when."""

    visibility = Visibility.PRIVATE
    superadmin_sees = True

    design = TenantForeignKey(Design, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField(default=empty_document)
    note = models.CharField(_("note"), max_length=120, blank=True)
    by = models.CharField(_("by"), max_length=120)
    published_at = models.DateTimeField(_("published"), default=now)

    class Meta(Own.Meta):
        constraints = [models.UniqueConstraint(fields=["design", "number"], name="branding_version_once")]

    def __str__(self) -> str:
        return str(self.number)


class Picture(Own):
    """A picture as it is served: re-encoded or cleaned, never the bytes that came. `size` 0 is the picture itself,
    others are square icons of that many pixels.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True

    digest = models.CharField(max_length=16)
    kind = models.CharField(max_length=4, choices=[("png", "PNG"), ("svg", "SVG")])
    size = models.PositiveSmallIntegerField(default=0)
    data = models.BinaryField()

    class Meta(Own.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "digest", "size"], name="branding_picture_once")]
        indexes = [models.Index(fields=["digest", "size"], name="branding_picture_digest")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How a design names it."""
        return f"{self.digest}.{self.kind}"
