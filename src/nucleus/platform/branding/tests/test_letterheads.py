"""The heads of mails and documents: in the theme of the recipient's provider, readable, and without anything remote."""

from __future__ import annotations

import email
import email.policy
import random
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from lxml import html
from PIL import Image
from tests.designs import designed

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.colour_space import contrast
from nucleus.platform.branding.commands import add_picture, begin_theme, publish_theme
from nucleus.platform.mail.letterhead import Letterhead, letterhead_of, under_head
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.sending import Message, send_mail
from nucleus.platform.mail.transport import as_sent


@pytest.fixture
def themes(cast):
    """Northgate and the platform have a look of their own; Kestrel's is not published."""
    with system_actor("test"):
        cast.northgate.support_email = "help@northgate.test"
        cast.northgate.save()
        rows = (("northgate", "#d9480f", "North & Gate", True), ("nucleus", "#0f766e", "House", True))
        for slug, seed, name, published in (*rows, ("kestrel", "#7a2e5d", "Kestrel Brand", False)):
            designed(cast.organizations[slug], {"seed": seed, "brand_name": name}, shown=published)
    return cast


def test_whose_head_it_is(themes):
    names = {
        slug: letterhead_of(themes.organizations[slug]).name for slug in ("harbour", "northgate", "clinic", "mill")
    }
    assert names == {"harbour": "North & Gate", "northgate": "North & Gate", "clinic": "House", "mill": "House"}
    assert letterhead_of(None).name == "House"
    head = letterhead_of(themes.harbour)
    assert (head.initials, head.fill, head.ink, head.support) == (
        "NG", "#d44303", "#ffffff", "Support: help@northgate.test",
    )  # fmt: skip


def test_without_any_theme_it_is_the_products_own(cast):
    assert letterhead_of(cast.harbour) == Letterhead()


@pytest.mark.parametrize("seed", ["#d9480f", "#f2b705", "#ffffff", "#000000", "#777777"])
def test_every_brand_colour_reads(cast, seed):
    with system_actor("test"):
        designed(cast.northgate, {"seed": seed})
    head = letterhead_of(cast.harbour)
    assert [round(contrast(*pair), 1) >= 4.5 for pair in ((head.ink, head.fill), (head.link, "#ffffff"))] == [True] * 2


def test_a_mail_goes_out_under_it_in_both_parts(themes):
    with themes.acting("harbour"):
        send_mail("anna@harbour.test", Message("Hello", "See <https://x.test/?a=1&b=2>\n"), organization=themes.harbour)
    with system_actor("test"):
        mail = OutgoingMail.objects.get()
        text, page = mail.text, mail.html
    assert text == ("North & Gate\n\nSee <https://x.test/?a=1&b=2>\n\n-- \nSupport: help@northgate.test\n")
    found = html.fromstring(page)
    assert found.xpath("//*[@data-slot='mail.head']//td[last()]")[-1].text == "North & Gate"
    assert found.xpath("//a/@href") == ["https://x.test/?a=1&b=2"]
    assert found.xpath("//img | //link | //script | //style") == []
    assert re.findall(r"url\(", page) == []
    assert "#d44303" in found.xpath("//*[@data-slot='mail.head']/@style")[0]


def test_what_people_typed_is_text_in_the_html_part(cast):
    with system_actor("test"):
        typed = {"brand_name": '<img src="//x.test">', "support_line": "<b>", "mail_footer": "<i>\n<u>"}
        designed(cast.northgate, typed)
    _plain, page = under_head(letterhead_of(cast.harbour), "<s>", "<script>alert(1)</script>")
    found = html.fromstring(page)
    assert found.xpath("//img | //script | //b | //s | //i | //u") == []
    assert found.xpath("//title")[0].text == "<s>"
    assert "<script>alert(1)</script>" in found.text_content()


def test_the_head_of_a_document(themes):
    found = html.fromstring(render_to_string("document/head.html", {"head": letterhead_of(themes.harbour)}))
    assert " ".join(found.text_content().split()) == "NGNorth & GateSupport: help@northgate.test"
    assert found.xpath("//img | //link | //script | //style") == []


def test_both_are_shown_on_the_style_page_under_a_policy_that_allows_just_them(themes, signed):
    answer = signed("nucleus", "style.view").get("/admin/style/heads/")
    page = answer.content.decode()
    found = html.fromstring(page)
    assert found.xpath("//@data-slot[starts-with(., 'mail') or starts-with(., 'document')]") == [
        "mail.head", "document.head",
    ]  # fmt: skip
    assert page.count("House") >= 3
    styles = {unescape(style) for style in found.xpath("//@style")}
    hashes = {f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in styles}
    policy = next(p for p in answer["Content-Security-Policy"].split("; ") if p.startswith("style-src"))
    assert set(policy.split()) == {"style-src", "'self'", "'unsafe-hashes'", *hashes}
    assert signed("nucleus").get("/admin/style/heads/").status_code == 403


def png(width, height, colour="#d9480f"):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def branded(owner, data):
    """The owner's published theme with that logo; returns the name of the picture."""
    with system_actor("test"):
        theme = begin_theme(organization=owner, kind="theme")
        theme = add_picture(theme=theme, key="logo", content=b64encode(data).decode())
        return publish_theme(theme=theme).published["values"]["logo"]


def sent(cast):
    with cast.acting("harbour"):
        mail = send_mail("anna@harbour.test", Message("Hello", "Text\n"), organization=cast.harbour)
    return email.message_from_bytes(as_sent(mail), policy=email.policy.default)


def test_the_logo_comes_with_the_mail(cast):
    name = branded(cast.northgate, png(1000, 120))
    message = sent(cast)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    page, picture = list(message.walk())[-2:]
    (shown,) = html.fromstring(page.get_content()).xpath("//img")
    assert dict(shown.attrib) == {
        "src": f"cid:{name}@logo.nucleus", "width": "200", "height": "24", "alt": "Northgate",
        "style": "display:block;border:0",
    }  # fmt: skip
    assert (picture["Content-ID"], picture.get_content_disposition()) == (f"<{name}@logo.nucleus>", "inline")
    with Image.open(BytesIO(picture.get_content())) as found:
        assert (found.format, found.size, found.info) == ("PNG", (400, 48), {})


def test_a_drawing_and_a_picture_that_stays_heavy_leave_the_initials(cast):
    noise = BytesIO()
    Image.frombytes("RGB", (400, 96), random.Random(1).randbytes(400 * 96 * 3)).save(noise, "PNG")
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    for data in (drawing, noise.getvalue()):
        branded(cast.northgate, data)
        message = sent(cast)
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip
        assert "<img" not in message.get_body(("html",)).get_content()


def test_a_page_that_shows_the_head_loads_the_logo_from_this_house(cast, signed):
    name = branded(cast.organizations["nucleus"], png(100, 40))
    page = html.fromstring(signed("nucleus", "style.view").get("/admin/style/heads/").content.decode())
    assert page.xpath("//*[@data-slot='mail.head']//img/@src") == [f"/theme/picture/{name}"]
