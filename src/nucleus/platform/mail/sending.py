"""Handing a mail in: the row and the order to send it, in the caller's transaction."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils.translation import gettext as _

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.mail.jobs import send_outgoing
from nucleus.platform.mail.letterhead import letterhead_of, under_head
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.settings import REPLY_TO, SENDER
from nucleus.platform.tree.models import Organization


@dataclass(frozen=True, slots=True)
class Message:
    """What is said. `html` is the body only, out of a template; without it the text is shown as it is.

    Head and foot of the theme come around both.
    """

    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Templated:
    """A message out of templates: `NAME.txt`, whose first line is the subject, and `NAME.html` where there is one."""

    name: str
    context: Mapping[str, Any] = field(default_factory=dict)

    def render(self) -> Message:
        """The message in the active language."""
        plain: Any = get_template(f"{self.name}.txt")
        # plain text is not HTML: an ampersand in a name stays one
        subject, _line, text = plain.template.render(Context(dict(self.context), autoescape=False)).partition("\n")
        html = ""
        with contextlib.suppress(TemplateDoesNotExist):
            html = str(render_to_string(f"{self.name}.html", dict(self.context)))
        return Message(subject.strip(), text.strip() + "\n", html)


def send_mail(to: str, message: Message | Templated, *, organization: Organization) -> OutgoingMail:
    """Hands the mail in. It leaves after the commit. Raises Invalid for an address or a header that cannot be."""
    said = message.render() if isinstance(message, Templated) else message
    sender = said.sender or default_sender()
    reply_to = said.reply_to or REPLY_TO.value(organization)
    _check(to=to, sender=sender, reply_to=reply_to, subject=said.subject)
    with write_transaction(), system_actor("mail of a command"):
        head = letterhead_of(organization).within_mail()
        text, html = under_head(head, said.subject, said.text, said.html)
        mail = OutgoingMail(
            organization=organization,
            recipient=to,
            sender=sender,
            reply_to=reply_to,
            subject=said.subject,
            text=text,
            html=html,
            logo=head.logo.name if head.logo else "",
        )
        mail.save(force_insert=True)
        send_outgoing.using(label=_("Send mail: %s") % said.subject, organization=organization).enqueue(
            mail=mail.public_id
        )
    return mail


def default_sender() -> str:
    """The installation's own address."""
    return SENDER.value() or f"no-reply@{settings.BASE_HOST}"


def _check(*, to: str, sender: str, reply_to: str, subject: str) -> None:
    errors: dict[str, list[str]] = {}
    for name, address in (("to", to), ("from", sender), ("reply_to", reply_to)):
        if address or name != "reply_to":
            try:
                validate_email(address.replace("@localhost", "@localhost.test") if name == "from" else address)
            except ValidationError:
                errors[name] = [_("This is no e-mail address.")]
    if not subject.strip() or len(subject) > 200 or any(unicodedata.category(c)[0] == "C" for c in subject):
        errors["subject"] = [_("A subject is one line of at most 200 characters.")]
    if errors:
        raise Invalid(errors)
