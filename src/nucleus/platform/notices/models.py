"""Notices of people, and how they want to be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place, Tier
from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import User
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel

UNREAD = Q(read_at__isnull=True, on_page=True)


class Timing(models.TextChoices):
    """When notices are mailed."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class OfAPerson(TenantModel):
    """What belongs to one person in one organization. That of the superadmin hangs on the company."""

    class Meta(TenantModel.Meta):
        abstract = True

    @staticmethod
    def opened_to(actor: Actor, place: Place) -> bool:
        """The superadmin, who is in no organization, has its own with the company."""
        return actor.is_superadmin and place.tier is Tier.COMPANY


class Notice(Named, OfAPerson):
    """One notice. `facts` hold its kind and what fills the holes of the text; never a finished sentence.

    `count` says how often the same was told while it was unread. `mail_at` is when it is to be mailed (null: not at
    all, or it has been), `mail` the public id of the mail in which it went at `mailed_at`. `on_page` is false for what
    the person wants by mail only.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True  # the superadmin's own ones hang on the company; the queries show nobody else's
    prefix: ClassVar[str] = "NTC"

    recipient = TenantForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=60)
    group = models.CharField(_("group"), max_length=20)
    about = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(default=now)
    at = models.DateTimeField(_("when"), default=now)
    on_page = models.BooleanField(default=True)
    read_at = models.DateTimeField(_("read"), null=True)
    mail_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=24, blank=True)

    class Meta(OfAPerson.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "organization", "kind", "about"],
                condition=Q(read_at__isnull=True),
                name="notices_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "organization", "-at"], name="notices_newest"),
            models.Index(fields=["recipient", "organization"], condition=UNREAD, name="notices_unread"),
            models.Index(fields=["mail_at"], condition=Q(mail_at__isnull=False), name="notices_due"),
            models.Index(fields=["at"], name="notices_age"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Preference(OfAPerson):
    """How one person wants to be told in one organization; what is null or empty comes from the settings.

    `channels` maps a group to [page, mail]. Hours are of the person's time zone; `quiet_days` are ISO weekdays (1 is
    Monday) on which a quiet time begins.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True

    owner = TenantForeignKey(User, on_delete=models.CASCADE, related_name="+")
    channels = models.JSONField(default=dict)
    timing = models.CharField(max_length=8, blank=True, choices=Timing.choices)
    digest_hour = models.PositiveSmallIntegerField(null=True)
    digest_day = models.PositiveSmallIntegerField(null=True)
    is_quiet = models.BooleanField(null=True)
    quiet_from = models.CharField(max_length=5, blank=True)
    quiet_to = models.CharField(max_length=5, blank=True)
    quiet_days = models.CharField(max_length=7, blank=True)

    class Meta(OfAPerson.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "owner"], name="notices_one_preference")]

    def __str__(self) -> str:
        return str(self.pk)
