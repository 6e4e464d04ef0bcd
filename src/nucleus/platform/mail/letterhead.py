"""What stands above every mail and document: whose it is, in whose colours, and whom one asks.

The room above (`branding`, provider "letterhead") answers with the theme that the recipient's organization sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe

from nucleus.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture for the head: its name (digest and ending), size in pixels as it is shown, and where it is served."""

    name: str
    width: int
    height: int
    address: str
    source: str = ""

    @property
    def content_id(self) -> str:
        """What names it within a mail (RFC 2392), without the angle brackets."""
        return content_id(self.name)


def content_id(name: str) -> str:
    """The Content-ID of a picture; the same in the HTML that shows it and in the part that carries it."""
    return f"{name}@logo.nucleus"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Name and initials, colours as `#rrggbb` (`ink` reads on `fill`; `link` and `line` stand on white), a line about
    support and the feet of mails and documents (lines), each empty where nobody states one. `logo` takes the place of
    initials and name in mails; None where the brand has no picture that mail programs show.
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
    logo: Logo | None = None

    def within_mail(self) -> Letterhead:
        """The head whose logo comes along as a part of the mail."""
        return replace(self, logo=self.logo and replace(self.logo, source=f"cid:{self.logo.content_id}"))

    def on_page(self) -> Letterhead:
        """The head whose logo is loaded from this house, for pages that show what a mail looks like."""
        return replace(self, logo=self.logo and replace(self.logo, source=self.logo.address))


def letterhead_of(organization: Any) -> Letterhead:
    """The head of what is sent for an organization; with None the one of the platform."""
    provider: Callable[[Any], Letterhead] | None = registry.providers.get("letterhead")
    return provider(organization) if provider else Letterhead()


def logo_bytes(name: str) -> bytes | None:
    """The picture of that name as small PNG; None where it is gone."""
    provider: Callable[[str], bytes | None] | None = registry.providers.get("mail_logo")
    return provider(name) if provider and name else None


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
