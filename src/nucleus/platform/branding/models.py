"""The theme that an organization stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place
from nucleus.platform.branding.colours import FONTS, RADII, SIDEBARS, Theme
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class StoredTheme(Named, TenantModel):
    """One per organization. Free input is the colour only; the rest is out of lists or plain text.

    `texts` maps a frontend (partner, customer, ...) to `heading`, `text` and `lede` of its sign-in page.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix = "THM"

    seed = models.CharField(_("brand colour"), max_length=7, default="#3350d8")
    font = models.CharField(_("font"), max_length=12, default="inter", choices=[(f, f.title()) for f in FONTS])
    radius = models.CharField(_("corners"), max_length=12, default="default", choices=[(r, r.title()) for r in RADII])
    sidebar = models.CharField(
        _("sidebar"), max_length=12, default="neutral", choices=[(s, s.title()) for s in SIDEBARS]
    )
    brand_name = models.CharField(_("brand name"), max_length=60, blank=True)
    initials = models.CharField(_("initials"), max_length=2, blank=True)
    support_line = models.CharField(_("support line"), max_length=120, blank=True)
    texts = models.JSONField(default=dict)
    is_published = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization"], name="branding_one_theme")]

    def __str__(self) -> str:
        return self.brand_name or self.organization.name

    @property
    def name(self) -> str:
        """The name that people see."""
        return self.brand_name or self.organization.name

    @property
    def theme(self) -> Theme:
        """The values that the stylesheet is derived from."""
        return Theme(self.seed, self.font, self.radius, self.sidebar)  # type: ignore[arg-type]  # the choices are the lists

    @staticmethod
    def opened_to(actor: Actor, _place: Place) -> bool:
        """The superadmin writes here too."""
        return actor.is_superadmin
