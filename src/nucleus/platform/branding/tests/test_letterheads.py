"""The heads of mails and documents: in the theme of the recipient's provider, readable, and without anything remote."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from django.template.loader import render_to_string
from lxml import html
from tests.designs import designed

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.colour_space import contrast
from nucleus.platform.mail.letterhead import Letterhead, letterhead_of, under_head
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.mail.sending import Message, send_mail


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
