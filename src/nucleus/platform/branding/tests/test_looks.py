"""Whose look is seen where, and what a theme's files answer."""

from __future__ import annotations

import pytest
from tests.designs import designed

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Denied, Invalid
from nucleus.platform.branding.colours import Colours
from nucleus.platform.branding.commands import begin_theme, change_theme, publish_theme
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.resolution import host_slug
from nucleus.platform.branding.stylesheet import Shape, theme_css


@pytest.fixture
def themes(cast):
    """Meridian and Northgate have looks of their own; Kestrel's is not published."""
    with system_actor("test"):
        type(cast.northgate).objects.filter(pk=cast.northgate.pk).update(support_phone="+31 20 000 0000")
        designed(cast.meridian, {"seed": "#0b6b4a"})
        designed(cast.northgate, {"seed": "#B4123C", "font": "figtree", "brand_name": "North & Gate"})
        designed(cast.northgate, {"panel_heading": "Hello <b>there</b>", "panel_text": ""}, kind="sign-in-customer")
        designed(cast.kestrel, {"seed": "#123456", "brand_name": "CANARY-draft"}, shown=False)
    return cast


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("northgate.localhost", "northgate"), ("Northgate.LOCALHOST:8000", "northgate"), ("localhost", ""),
        ("127.0.0.1:8000", ""), ("a.b.localhost", ""), (".localhost", ""), ("northgate.localhost.evil.example", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_short_name_in_a_host(host, slug):
    assert host_slug(host) == slug


@pytest.mark.parametrize(
    ("host", "brand"),
    [
        ("northgate.localhost", "North &amp; Gate"),
        ("harbour.localhost", "North &amp; Gate"),
        ("meridian.localhost", "Meridian"),
        ("kestrel.localhost", "Meridian"),
        ("clinic.localhost", "Meridian"),
        ("polder.localhost", "Nucleus"),
        ("nobody.localhost", "Nucleus"),
        ("localhost", "Nucleus"),
    ],
)
def test_before_the_sign_in_the_host_says_whose_look_it_is(client, themes, host, brand):
    page = client.get("/partner/sign-in/", headers={"host": host}).content.decode()
    assert f"<span>{brand}</span></a>" in page
    assert "CANARY" not in page


def test_unknown_and_unthemed_hosts_answer_alike(client, themes):
    def page(host):
        return client.get("/", headers={"host": host}).content

    assert page("nobody.localhost") == page("polder.localhost") == page("localhost")
    assert b"/admin/sign-in/" in page("localhost")
    assert b"/admin/sign-in/" not in page("northgate.localhost")


def test_texts_and_support_of_the_brand_are_shown_escaped(client, themes):
    page = client.get("/customer/sign-in/", headers={"host": "northgate.localhost"}).content.decode()
    assert "<h2>Hello &lt;b&gt;there&lt;/b&gt;</h2>" in page
    assert "Support: +31 20 000 0000" in page
    assert "Mail protection" not in page
    assert "Who sends in your name" in page


@pytest.mark.parametrize(
    ("who", "brand"),
    [
        ("harbour", "North &amp; Gate"),
        ("northgate", "North &amp; Gate"),
        ("kestrel", "Meridian"),
        ("mill", "Nucleus"),
        ("nucleus", "Nucleus"),
    ],
)
def test_after_the_sign_in_it_is_the_providers(signed, themes, who, brand):
    page = signed(who, role="administrator" if who == "nucleus" else "owner").get("/security/").content.decode()
    assert f"<title>Security · {brand}</title>" in page


def test_stylesheet_and_mark_are_kept_for_ever_under_their_hash(client, themes):
    page = client.get("/", headers={"host": "northgate.localhost"}).content.decode()
    address = page.split('<link rel="stylesheet" href="/theme/')[1].split('"')[0]
    answer = client.get(f"/theme/{address}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert answer.content.decode() == theme_css(Shape(Colours("#b4123c"), "figtree"))
    mark = client.get(f"/theme/{address.replace('.css', '.svg')}")
    assert (mark["Content-Type"], mark["Content-Security-Policy"]) == ("image/svg+xml", "default-src 'none'; sandbox")
    assert ">NG<" in mark.content.decode() or ">N&amp;<" in mark.content.decode()
    stale = client.get("/theme/northgate.0000000000.css")
    assert (stale.status_code, stale["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "address", ["/theme/kestrel.0000000000.css", "/theme/nobody.0.css", "/theme/northgate.0.js", "/theme/x"]
)
def test_other_files_are_not_there(client, themes, address):
    assert client.get(address).status_code == 404


def test_a_change_shows_once_it_is_published_and_counts_its_revision(client, themes):
    def shown():
        return "<span>Renamed</span>" in client.get("/", headers={"host": "northgate.localhost"}).content.decode()

    assert shown() is False
    with themes.acting("northgate", role="owner"):
        theme = begin_theme(kind="theme")
        assert change_theme(theme=theme, values={"brand_name": "Renamed"}).revision == 4
        assert shown() is False
        assert publish_theme(theme=theme).version == 2
    assert shown() is True


@pytest.mark.parametrize(
    ("who", "role", "target"),
    [
        ("northgate", "owner", "meridian"),
        ("meridian", "owner", "northgate"),
        ("northgate", "viewer", "northgate"),
        ("harbour", "owner", "harbour"),
    ],
)
def test_each_seller_begins_only_its_own(cast, who, role, target):
    with cast.acting(who, role=role), pytest.raises(Denied):
        begin_theme(organization=cast.organizations[target], kind="theme")


@pytest.mark.parametrize(
    "values",
    [
        {"seed": "red"}, {"seed": "#12345"}, {"seed": "#000000;}"}, {"seed": ""}, {"seed": None}, {"font": "comic"},
        {"sidebar": "x"}, {"layout": "split"}, {"nothing": "x"}, {"privacy_url": "javascript:alert(1)"},
        {"privacy_url": "http://plain.example/"}, {"privacy_url": 'https://a.example/"x'}, {"support_email": "no"},
        {"mark": "../../x.png"}, {"mark": "0123456789abcdef.png"}, {"powered_by": "yes"}, {"brand_name": "a\x00b"},
        {"brand_name": "x" * 61},
    ],
)  # fmt: skip
def test_free_input_is_little_and_checked(cast, values):
    with cast.acting("northgate", role="owner"):
        theme = begin_theme(kind="theme")
        with pytest.raises(Invalid):
            change_theme.submit({"values": values}, theme=theme)
    with system_actor("test"):
        assert Design.objects.get().draft == {"values": {"brand_name": "Northgate"}, "locked": []}


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("harbour", "theme"),
        ("northgate", "sign-in-distributor"),
        ("meridian", "sign-in-company"),
        ("polder", "sign-in-admin"),
    ],
)
def test_each_tier_has_the_designs_of_its_own_hosts(cast, who, kind):
    with system_actor("test"), pytest.raises(Invalid):
        begin_theme(organization=cast.organizations[who], kind=kind)
