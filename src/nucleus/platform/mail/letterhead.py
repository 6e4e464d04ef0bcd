"""What stands above every mail and document: whose it is, in whose colours, and whom one asks.

The room above (`branding`, provider "letterhead") answers with the theme that the recipient's organization sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe

from nucleus.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Name and initials, colours as `#rrggbb` (`ink` reads on `fill`; `link` and `line` stand on white), a line about
    support and the feet of mails and documents (lines), each empty where nobody states one.
    """

    name: str = "Nucleus"
    initials: str = "N"
    fill: str = "#3350d8"
    ink: str = "#ffffff"
    link: str = "#3350d8"
    line: str = "#c9d2f6"
    support: str = ""
    mail_foot: str = ""
    document_foot: str = ""


def letterhead_of(organization: Any) -> Letterhead:
    """The head of what is sent for an organization; with None the one of the platform."""
    provider: Callable[[Any], Letterhead] | None = registry.providers.get("letterhead")
    return provider(organization) if provider else Letterhead()


def under_head(head: Letterhead, subject: str, text: str, html: str = "") -> tuple[str, str]:
    """The whole plain part and the whole HTML part of a mail.

    `html` is the body as trusted HTML (out of a template); without it the text is shown in paragraphs, escaped, its
    addresses as links.
    """
    # plain text is not HTML: an ampersand in a name stays one
    plain: Any = get_template("mail/message.txt")
    values = {"head": head, "subject": subject}
    whole = plain.template.render(Context({**values, "body": text}, autoescape=False))
    body = html or linebreaks(urlize(text, autoescape=True)).replace("<a ", f'<a style="color:{head.link}" ')
    page = render_to_string("mail/message.html", {**values, "body": mark_safe(body)})  # noqa: S308 - escaped above or by its template
    return str(whole).rstrip() + "\n", str(page)
