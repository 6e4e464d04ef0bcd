"""Where mails go: an SMTP server, or a folder of files."""

from __future__ import annotations

import os
import secrets
import smtplib
import ssl
from email.mime.image import MIMEImage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, SafeMIMEMultipart

from nucleus.kernel.setting_kinds import BadValueError
from nucleus.platform.mail.letterhead import content_id, logo_bytes
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.servers import Server, ServerUnclear, read_server
from nucleus.platform.mail.settings import SENDER_NAME, SERVER

TIMEOUT = 20  # seconds


def server() -> Server | None:
    """The configured one, or None. Raises ServerUnclear."""
    try:
        return read_server(SERVER.value())
    except BadValueError as error:
        raise ServerUnclear(str(error)) from None


def compose(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message. Its Message-ID is the same at every try, so that a receiver can drop a second copy."""
    domain = mail.sender.rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((SENDER_NAME.value(), mail.sender)),
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{mail.public_id}@{domain}>",
            "Date": format_datetime(mail.created_at),
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's out-of-office answers it
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def as_sent(mail: OutgoingMail) -> bytes:
    """The whole message with the line ends of mail (RFC 5322 2.1)."""
    message: Any = compose(mail).message()
    picture = logo_bytes(mail.logo) if mail.html else None
    if picture is not None:
        parts = message.get_payload()
        parts[-1] = _with_logo(parts[-1], mail.logo, picture)
    return bytes(message.as_bytes(linesep="\r\n"))


def _with_logo(page: Any, name: str, picture: bytes) -> SafeMIMEMultipart:
    """The HTML part and the picture that it shows, as one (RFC 2387); programs do not list it as a file."""
    shown = MIMEImage(picture, "png")
    shown["Content-ID"] = f"<{content_id(name)}>"
    shown["Content-Disposition"] = 'inline; filename="logo.png"'
    whole = SafeMIMEMultipart(_subtype="related", encoding="utf-8", type="text/html")
    whole.attach(page)
    whole.attach(shown)
    return whole


def deliver(mail: OutgoingMail, to: Server) -> None:
    """Hands the mail to the server, whose certificate is checked where TLS is spoken. Raises OSError or
    SMTPException.
    """
    name = str(settings.BASE_HOST)  # what we greet with; asking the resolver for it can take seconds
    trust = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(to.host, to.port, name, timeout=TIMEOUT, context=trust)
        if to.ssl
        else smtplib.SMTP(to.host, to.port, name, timeout=TIMEOUT)
    ) as connection:
        if to.tls:
            connection.starttls(context=trust)
        if to.user:
            connection.login(to.user, to.password)
        connection.sendmail(mail.sender, [mail.recipient], as_sent(mail))


def keep_as_file(mail: OutgoingMail) -> Path:
    """Writes the mail into the folder `mail` of the data folder, whole or not at all, for this user only."""
    folder = Path(settings.DATA_DIR) / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / f"{mail.created_at:%Y%m%dT%H%M%S}-{mail.public_id}.eml"
    draft = place.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(as_sent(mail))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
    return place
