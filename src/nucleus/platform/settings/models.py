"""Own values and locks, their history, and the token by which processes notice a change."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place
from nucleus.kernel.clock import now
from nucleus.platform.audit.queries import doer
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel
from nucleus.platform.vault.fields import EncryptedField


class Level(models.TextChoices):
    """Whose value it is. The system's rows hang on the company, the root of everything, and are told apart by this."""

    ORGANIZATION = "organization", _("Organization")
    SYSTEM = "system", _("System")


class Verb(models.TextChoices):
    """What a line of the history says was done."""

    SET = "set", _("Changed")
    RESET = "reset", _("Reset")
    LOCK = "lock", _("Locked")
    UNLOCK = "unlock", _("Unlocked")


class OfALevel(TenantModel):
    """What belongs to a level. The superadmin writes the system's rows."""

    class Meta(TenantModel.Meta):
        abstract = True

    @staticmethod
    def opened_to(actor: Actor, place: Place) -> bool:  # noqa: ARG004 - the scope asks with both
        """The superadmin, who belongs to no organization, may write too."""
        return actor.is_superadmin


class StoredSetting(Named, OfALevel):
    """An own value, or a lock for those below, or both. A sensitive value stands in `secret`, sealed.

    `change` is the public id of the history line that made it so: by it a second saver is noticed.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix = "SET"

    level = models.CharField(max_length=12, choices=Level.choices)
    key = models.CharField(max_length=80)
    has_value = models.BooleanField(default=False)
    value = models.JSONField(null=True)
    secret = EncryptedField(null=True)
    locked = models.BooleanField(default=False)
    change = models.CharField(max_length=24)

    class Meta(OfALevel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "level", "key"], name="settings_one_value")]

    def __str__(self) -> str:
        return self.key


class SettingChange(Named, OfALevel):
    """One line of the history: who did what to which setting, and the value before and after (none where it is secret).

    A value is kept as `{"value": …}`; null means that the level had none of its own.
    """

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix = "STC"

    level = models.CharField(max_length=12, choices=Level.choices)
    key = models.CharField(max_length=80)
    at = models.DateTimeField(default=now)
    verb = models.CharField(max_length=8, choices=Verb.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    secret = models.BooleanField(default=False)
    actor_id = models.CharField(max_length=24, blank=True)
    actor_label = models.CharField(max_length=200)

    class Meta(OfALevel.Meta):
        indexes = [models.Index(fields=["organization", "level", "-id"], name="settings_newest")]

    @property
    def by(self) -> str:
        """Who changed it, in words."""
        return doer(self.actor_label)

    def __str__(self) -> str:
        return self.key


class Token(models.Model):
    """One row: a random number that every change draws anew. Who holds another one reads the values again."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


def secret_of(row: StoredSetting) -> Any:
    """The sealed value in clear; empty where there is none."""
    return str(row.secret or "")
