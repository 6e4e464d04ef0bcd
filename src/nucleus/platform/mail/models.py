"""Mails on their way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.platform.tree.scope import Visibility
from nucleus.platform.tree.tenant import Named, TenantModel
from nucleus.platform.vault.fields import EncryptedField


class MailState(models.TextChoices):
    """How far it is. KEPT: no server is configured, it lies as a file. FAILED: the server refused it for good."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    KEPT = "kept", _("Kept as file")
    FAILED = "failed", _("Refused")


TONES = {"sent": "ok", "failed": "bad", "waiting": "info"}  # how lists colour it


class OutgoingMail(Named, TenantModel):
    """One mail to one recipient, sent for an organization."""

    visibility = Visibility.PRIVATE
    superadmin_sees = True
    prefix: ClassVar[str] = "EML"

    recipient = models.CharField(_("to"), max_length=320)
    sender = models.CharField(_("from"), max_length=320)
    reply_to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = EncryptedField()
    html = EncryptedField(null=True)
    logo = models.CharField(max_length=24, blank=True, default="")  # name of the picture that its HTML shows
    state = models.CharField(_("state"), max_length=8, choices=MailState.choices, default=MailState.WAITING)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), default=now)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organization", "-id"], name="mail_outgoing_newest")]

    def __str__(self) -> str:
        return self.subject
