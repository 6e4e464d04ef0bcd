"""The job that sends."""

from __future__ import annotations

import smtplib
from typing import Any

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job
from nucleus.platform.jobs.wording import error_text
from nucleus.platform.mail.models import MailState, OutgoingMail
from nucleus.platform.mail.transport import deliver, keep_as_file, server


@job("mail.send", retries=8, backoff=30, priority=10, label=_("Send mail"))
def send_outgoing(*, mail: str) -> None:
    """Sends one mail, unless it has left already. A refusal for good (5xx, RFC 5321 4.2.1) is not tried again."""
    with system_actor("sending of a mail"):
        found: OutgoingMail | None = OutgoingMail.objects.filter(public_id=mail, state=MailState.WAITING).first()
        if found is None:
            return
        to = server()
        if to is None:
            keep_as_file(found)
            _write(found, state=MailState.KEPT, sent_at=now())
            return
        try:
            deliver(found, to)
        except (OSError, smtplib.SMTPException) as error:
            final = refused_for_good(error)
            _write(found, error=error_text(error), state=MailState.FAILED if final else MailState.WAITING)
            if not final:
                raise
        else:
            _write(found, state=MailState.SENT, sent_at=now(), error="")


def refused_for_good(error: Exception) -> bool:
    """Whether the server said so for this mail; a refused sign-in is the installation's fault and may be mended."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _write(mail: OutgoingMail, **values: Any) -> None:
    with write_transaction():
        OutgoingMail.objects.filter(pk=mail.pk).update(**values)
