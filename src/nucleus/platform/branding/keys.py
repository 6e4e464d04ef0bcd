"""What a design holds: every key of a theme and of a sign-in page, declared once.

From here come the input class, the editor's rows, the inheritance, export and import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Tier
from nucleus.platform.branding.fonts import FACES

Kind = Literal["colour", "choice", "text", "lines", "address", "email", "picture", "switch", "set"]
Words = Any  # a text or a lazily translated one


@dataclass(frozen=True, slots=True)
class Key:
    """One value of a design. `default` is the product's own; an address is https or empty."""

    name: str
    label: Words
    group: str
    kind: Kind
    default: str | bool = ""
    choices: tuple[tuple[str, Words], ...] = ()
    limit: int = 120
    help: Words = ""


GROUPS: Mapping[str, Words] = {
    "identity": _("Name and marks"),
    "colours": _("Colours"),
    "shape": _("Type and shape"),
    "contact": _("Support contact"),
    "legal": _("Links and footer"),
    "paper": _("Mail and documents"),
    "arrangement": _("Arrangement"),
    "words": _("Texts"),
}

THEME_KEYS = (
    Key("brand_name", _("Name"), "identity", "text", "Nucleus", limit=60, help=_("Stands beside the mark.")),
    Key("initials", _("Initials"), "identity", "text", limit=2, help=_("Drawn where there is no mark.")),
    Key("mark", _("Mark"), "identity", "picture", help=_("A square picture, for the corner of every page.")),
    Key("wordmark", _("Wordmark"), "identity", "picture", help=_("A wide picture that replaces mark and name.")),
    Key("wordmark_dark", _("Wordmark on dark"), "identity", "picture", help=_("Without it, dark shows mark and name.")),
    Key("logo", _("Logo"), "identity", "picture", help=_("For sign-in pages, mails and documents.")),
    Key("logo_dark", _("Logo on dark"), "identity", "picture", help=_("Without it, dark shows mark and name.")),
    Key("favicon", _("Browser icon"), "identity", "picture", help=_("A square picture; by default the mark.")),
    Key("seed", _("Brand colour"), "colours", "colour", "#3350d8", help=_("Buttons, links and tints follow from it.")),
    Key("deep", _("Panel colour"), "colours", "colour", help=_("Sign-in panel, coloured sidebar. Empty: the brand's.")),
    Key("link", _("Link colour"), "colours", "colour", help=_("Links and focus rings. Empty: the brand's.")),
    Key("font", _("Font"), "shape", "choice", "inter", tuple((k, f.label) for k, f in FACES.items())),
    Key(
        "radius", _("Corners"), "shape", "choice", "default",
        (("sharp", _("Sharp")), ("default", _("Soft")), ("round", _("Round"))),
    ),
    Key(
        "sidebar", _("Sidebar"), "shape", "choice", "neutral",
        (("neutral", _("Neutral")), ("brand", _("In the panel colour"))),
    ),
    Key(
        "density", _("Rows"), "shape", "choice", "cosy",
        (("cosy", _("Comfortable")), ("compact", _("Compact"))), help=_("Everybody may choose otherwise."),
    ),
    Key("template_set", _("Template set"), "shape", "set", limit=40, help=_("The files that draw the pages.")),
    Key("support_line", _("Support line"), "contact", "text", help=_("For sign-in pages, as: weekdays 8 to 18 h.")),
    Key("support_email", _("Support address"), "contact", "email", limit=254, help=_("Behind “Help & contact”.")),
    Key("privacy_url", _("Privacy statement"), "legal", "address", limit=300, help=_("An address with https.")),
    Key("terms_url", _("Terms"), "legal", "address", limit=300),
    Key("imprint_url", _("About the company"), "legal", "address", limit=300),
    Key("accessibility_url", _("Accessibility statement"), "legal", "address", limit=300),
    Key("powered_by", _("“Powered by Nucleus”"), "legal", "switch", default=False),
    Key("mail_footer", _("Foot of mails"), "paper", "lines", limit=400),
    Key("document_footer", _("Foot of documents"), "paper", "lines", limit=400),
)  # fmt: skip

SIGN_IN_KEYS = (
    Key(
        "layout", _("Layout"), "arrangement", "choice", "split",
        (("split", _("Form left, panel right")), ("mirrored", _("Panel left, form right")),
         ("centred", _("Form in the middle")), ("card", _("Card on the panel colour"))),
    ),
    Key(
        "art", _("Drawing on the panel"), "arrangement", "choice", "network",
        (("network", _("Network")), ("waves", _("Waves")), ("grid", _("Grid")), ("none", _("None"))),
    ),
    Key(
        "background", _("Background of the form"), "arrangement", "choice", "surface",
        (("surface", _("Plain")), ("tint", _("Tint of the brand"))),
    ),
    Key("panel_picture", _("Picture on the panel"), "arrangement", "picture", help=_("Replaces the drawing.")),
    Key("show_support", _("Show the support line"), "arrangement", "switch", default=True),
    Key(
        "language", _("Language"), "arrangement", "choice", "",
        (("", _("The visitor's")), ("en", "English"), ("nl", "Nederlands")), help=_("What the page begins with."),
    ),
    Key("heading", _("Heading"), "words", "text", limit=60, help=_("Empty texts: as the product has them.")),
    Key("lede", _("Line under the heading"), "words", "text"),
    Key("panel_heading", _("Heading on the panel"), "words", "text", limit=80),
    Key("panel_text", _("Text on the panel"), "words", "text", limit=200),
    Key("panel_points", _("Points on the panel"), "words", "lines", limit=300, help=_("Up to four lines.")),
    Key("after_form", _("Line under the form"), "words", "text", limit=200),
    Key("help_url", _("Help page"), "words", "address", limit=300, help=_("An address with https.")),
)  # fmt: skip

THEME = "theme"
FRONTEND_KINDS = {f"sign-in-{f}": f for f in ("admin", "company", "distributor", "partner", "customer")}
KINDS = (THEME, *FRONTEND_KINDS)

EDITS: Mapping[Tier, tuple[str, ...]] = {
    Tier.COMPANY: KINDS,
    Tier.DISTRIBUTOR: (THEME, "sign-in-distributor", "sign-in-partner", "sign-in-customer"),
    Tier.PARTNER: (THEME, "sign-in-partner", "sign-in-customer"),
    Tier.CUSTOMER: (),
}
"""Which designs an organization of the tier has: its theme, and the sign-in pages that its host names serve."""


def keys_of(kind: str) -> Mapping[str, Key]:
    """The keys of a kind of design by name."""
    return _SIGN_IN if kind in FRONTEND_KINDS else _THEME


_THEME = {key.name: key for key in THEME_KEYS}
_SIGN_IN = {key.name: key for key in SIGN_IN_KEYS}
ALL_KEYS = {**_THEME, **_SIGN_IN}


__all__ = ["ALL_KEYS", "EDITS", "FRONTEND_KINDS", "GROUPS", "KINDS", "THEME", "Key", "keys_of"]
