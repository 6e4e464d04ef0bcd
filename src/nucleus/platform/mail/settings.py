"""Settings of outgoing mail. What the environment states wins, so that an installation can be made without pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting
from nucleus.platform.mail.servers import no_site, unclear

SENDING, SERVER_CARD = _("Sender"), _("Server")

SENDER = setting(
    "mail.sender", "", kind="email", optional=True, environment="NUCLEUS_MAIL_FROM", group="mail", card=SENDING,
    label=_("Sender's address"), help=_("Empty: no-reply at the host name of this installation."),
)  # fmt: skip
SENDER_NAME = setting(
    "mail.sender_name", "", kind="text", optional=True, most=80, group="mail", card=SENDING,
    label=_("Sender's name"), help=_("Shown before the address in the mail program of whoever receives it."),
)  # fmt: skip
REPLY_TO = setting(
    "mail.reply_to", "", kind="email", optional=True, scope="organization", group="mail", card=SENDING,
    label=_("Answers go to"), help=_("Empty: to the sender's address. Holds for mails sent from now on."),
)  # fmt: skip
SERVER = setting(
    "mail.server", "", kind="secret", optional=True, check=unclear, environment="NUCLEUS_MAIL_URL", group="mail",
    card=SERVER_CARD, label=_("Address of the mail server"),
    help=_("smtp, smtp+tls or smtps://user:password@host:port. Without one, mails are kept as files."),
)  # fmt: skip
LINKS = setting(
    "mail.links", "", kind="text", optional=True, check=no_site, environment="NUCLEUS_URL", group="mail",
    card=SENDING, label=_("Address of these pages"),
    help=_("What links in mails begin with, as https://portal.example.com. Empty: the host name of this installation."),
)  # fmt: skip
