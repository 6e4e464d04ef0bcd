"""Pages with invented content, by which a template set is tried before people see it."""

from __future__ import annotations

from typing import Any

from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.mail.letterhead import Letterhead
from nucleus.platform.ui.fields import Field
from nucleus.platform.ui.shell import Banner, Brand, Crumb, FootLink, Frame, MenuEntry, MenuGroup, PersonMenu

BRAND = Brand("Example", home="/")
FOOT = (FootLink("Privacy", "https://www.example.com/privacy"), FootLink("Powered by Nucleus", ""))
STATUSES = (400, 403, 404, 409, 413, 429, 500, 503)


def fixture_pages() -> dict[str, dict[str, Any]]:
    """Template to what it shows: layouts with a frame, forms, sign-in page, errors, mail and document."""
    person = PersonMenu("Anna Example", "anna@example.com", "AE", 1, (MenuEntry("user", "Profile", "/me/"),), "/out/")
    menu = (MenuGroup("", (MenuEntry("globe", "Overview", "/", active=True),)),)
    frame = Frame(BRAND, menu, person=person, banners=(Banner("Maintenance tonight."),), foot=FOOT, time_zone="UTC")
    base = {"brand": BRAND, "title": "Example", "foot": FOOT, "home": "/", "crumbs": [Crumb("Example")], "frame": frame}
    fields = [Field("text", "name", "Name"), Field("select", "choice", "Choice"), Field("checkbox", "yes", "Yes")]
    door = FRONTENDS["partner"]
    controls = {"email": fields[0], "password": fields[1], "keep": fields[2]}
    panel = {"heading": door.heading, "text": door.text, "points": [("check", "A point")]}
    head = {"head": Letterhead(support="Support: help@example.com"), "subject": "Example", "body": "Text"}
    return {
        "ui/form.html": {**base, "fields": fields, "act": {"label": "Save"}, "back": "/"},
        "platform/accounts/sign_in.html": {**base, **controls, "panel": panel, "portal": door.label},
        "mail/message.html": head,
        "mail/message.txt": head,
        "document/head.html": head,
        **{f"errors/{status}.html": {**base, "status": status, "request_id": "0"} for status in STATUSES},
    }
