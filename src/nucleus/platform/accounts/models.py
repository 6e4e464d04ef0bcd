"""Users, memberships, sessions and sign-in attempts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place, Tier
from nucleus.kernel.clock import now
from nucleus.platform.accounts.permissions import compiled_permissions
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address without regard to case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with the address."""
        return self.get(email=self.normal(username or ""))

    @staticmethod
    def normal(email: str) -> str:
        """The address as it is stored: small letters throughout, no blanks around."""
        return email.strip().lower()


class User(Named, AbstractBaseUser):
    """A person who signs in. What the person may do comes from memberships; the superadmin has none."""

    prefix: ClassVar[str] = "USR"

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=8, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True)
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    is_active = models.BooleanField(default=True)
    is_superadmin = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    secret_fields: ClassVar[tuple[str, ...]] = ("password",)

    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(name="accounts_email_small", condition=Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with the address in its stored form."""
        self.email = UserManager.normal(self.email)
        super().save(*args, **kwargs)


class Membership(Named, TenantModel):
    """A user's belonging to one organization. `permissions` are compiled from `roles` by the room `access`."""

    visibility = Visibility.DETAIL
    superadmin_sees = True
    prefix: ClassVar[str] = "MBR"

    user = TenantForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)
    permissions = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=1)

    initial_password = ""  # of a user that `members.add` has just made: shown once, never stored

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "user"], name="accounts_one_membership")]
        indexes = [
            models.Index(fields=["customer_id"], name="accounts_member_customer"),
            models.Index(fields=["partner_id"], name="accounts_member_partner"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with the permissions compiled from the roles. Raises Invalid for a role that the tier does not have."""
        compiled = compiled_permissions(Tier(self.organization.tier), self.roles)
        if compiled != self.permissions:
            self.permissions = compiled
            self.version += 0 if self._state.adding else 1
        super().save(*args, **kwargs)

    @staticmethod
    def opened_to(actor: Actor, place: Place) -> bool:
        """Who may write here beside those who see the detail: the superadmin, and the tier directly above the
        organization.
        """
        own = actor.place
        return actor.is_superadmin or (own is not None and own.holds(place) and own.tier.below is place.tier)


class Session(Named):
    """A signed-in device. The cookie holds a random token, the row its SHA-256; the row acts for one membership.

    Not scoped: a person reads the own ones, an administrator those of people in sight, both through `queries`.
    """

    prefix: ClassVar[str] = "SES"

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    membership_id = models.BigIntegerField(null=True)
    data = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    last_seen = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    idle_minutes = models.PositiveIntegerField()
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-last_seen"], name="accounts_session_user")]

    def __str__(self) -> str:
        return self.public_id


class Attempt(models.Model):
    """One try to sign in: the address that was given (hashed), the network, and whether it succeeded."""

    at = models.DateTimeField(default=now, db_index=True)
    account_hash = models.CharField(max_length=64)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="attempts")
    network = models.CharField(max_length=45)
    agent = models.CharField(max_length=200, blank=True)
    succeeded = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account_hash", "network", "at"], name="accounts_attempt_account"),
            models.Index(fields=["network", "at"], name="accounts_attempt_network"),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.at:%F %T}"
