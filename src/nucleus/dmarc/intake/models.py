"""Received files and watched folders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor, Place
from nucleus.kernel.clock import now
from nucleus.platform.files.models import Holding
from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel


class State(models.TextChoices):
    """What became of a received file."""

    RECEIVED = "received", _("Waiting to be read")
    STORED = "stored", _("Stored")
    PARTLY = "partly", _("Partly stored")
    DUPLICATE = "duplicate", _("Already known")
    UNKNOWN = "unknown", _("Domain not registered")
    QUARANTINED = "quarantined", _("In quarantine")
    DISMISSED = "dismissed", _("Dismissed")


class Source(models.TextChoices):
    """How the file came in."""

    UPLOAD = "upload", _("Upload")
    API = "api", _("API")
    FOLDER = "folder", _("Folder")
    COMMAND = "command", _("Command line")
    DEMO = "demo", _("Demo")


class Message(Named, TenantModel):
    """One received file, owned by who received it. Its bytes are a holding of the same organization, once per hash."""

    visibility = Visibility.DETAIL
    prefix: ClassVar[str] = "MSG"

    name = models.CharField(_("file"), max_length=255)
    source = models.CharField(_("way in"), max_length=12, choices=Source.choices)
    holding = TenantForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RECEIVED)
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    repairs = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    reports = models.PositiveIntegerField(_("reports"), default=0)
    volume = models.PositiveBigIntegerField(_("messages"), default=0)
    received_at = models.DateTimeField(_("received"), default=now)
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "sha256"], name="intake_bytes_once")]
        indexes = [
            models.Index(fields=["organization", "-id"], name="intake_newest"),
            models.Index(fields=["partner_id", "-id"], name="intake_partner"),
            models.Index(fields=["customer_id", "-id"], name="intake_customer"),
            models.Index(fields=["state", "id"], name="intake_state"),
        ]

    def __str__(self) -> str:
        return self.name


class PendingReport(TenantModel):
    """A report in a received file whose policy domain nobody below the owner has registered."""

    visibility = Visibility.DETAIL

    message = TenantForeignKey(Message, on_delete=models.CASCADE, related_name="pending")
    name = models.CharField(_("domain"), max_length=253)
    reporter = models.CharField(max_length=200)
    volume = models.PositiveBigIntegerField(default=0)
    seen_at = models.DateTimeField(default=now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["message", "name"], name="intake_pending_once")]
        indexes = [
            models.Index(fields=["name"], name="intake_pending_name"),
            models.Index(fields=["organization", "name", "seen_at"], name="intake_pending_owner"),
        ]

    def __str__(self) -> str:
        return self.name


class WaitingName(TenantModel):
    """The sum of what waits with one owner for one domain: the list of unknown domains reads only this.

    Kept by `waiting.py` in the transaction in which reports begin or cease to wait; a row with nothing is no row.
    """

    visibility = Visibility.DETAIL

    name = models.CharField(_("domain"), max_length=253)
    files = models.PositiveIntegerField(default=0)
    volume = models.PositiveBigIntegerField(default=0)
    first_at = models.DateTimeField(default=now)
    last_at = models.DateTimeField(default=now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="intake_waiting_once")]
        indexes = [
            models.Index(fields=["organization", "-volume", "id"], name="intake_waiting_owner"),
            models.Index(fields=["partner_id", "-volume", "id"], name="intake_waiting_partner"),
            models.Index(fields=["customer_id", "-volume", "id"], name="intake_waiting_customer"),
        ]

    def __str__(self) -> str:
        return self.name


class Folder(Named, TenantModel):
    """A folder of the server that is swept every minute for one organization."""

    visibility = Visibility.COMMERCIAL
    superadmin_sees = True
    prefix: ClassVar[str] = "FLD"

    path = models.CharField(_("folder"), max_length=500)
    is_active = models.BooleanField(default=True)
    swept_at = models.DateTimeField(_("last look"), null=True)
    taken = models.PositiveIntegerField(_("files taken"), default=0)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organization", "path"], name="intake_folder_once")]

    def __str__(self) -> str:
        return self.path

    @staticmethod
    def opened_to(actor: Actor, place: Place) -> bool:  # noqa: ARG004 - the signature that the scope calls
        """The superadmin sets up folders of the server for anybody."""
        return actor.is_superadmin
