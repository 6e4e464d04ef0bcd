"""The style page, the layouts and the error pages as HTML."""

import re
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from nucleus.platform.style.tests.gallery_urls import ERRORS

pytestmark = pytest.mark.usefixtures("alone")

HOUSE = Path(__file__).resolve().parents[5]
ICONS = set((HOUSE / "themes/default/icons.txt").read_text().split("\n")[1:]) - {""}
PAGES = ["/style/", "/themed/", "/sign-in/", *(f"/error/{code}/" for code in ERRORS)]


@pytest.fixture
def alone(settings):
    settings.ROOT_URLCONF = "nucleus.platform.style.tests.gallery_urls"
    settings.MIDDLEWARE = ["csp.middleware.CSPMiddleware"]


def page(path, **cookies):
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    response = client.get(path)
    assert response.status_code == 200
    return html.fromstring(response.content)


@pytest.mark.parametrize("path", PAGES)
def test_page_obeys_the_content_security_policy(path):
    found = page(path)
    assert found.xpath("//@style | //style | //script[not(@src)]") == []
    assert [name for e in found.iter() for name in e.attrib if name.startswith(("on", "hx-on"))] == []


@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_heading_one_main_and_a_language(path):
    found = page(path)
    assert (len(found.xpath("//h1")), len(found.xpath("//main[@id='main']")), found.get("lang")) == (1, 1, "en")
    assert found.xpath("//title")[0].text.strip() != ""


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_every_pointer_meets_one(path):
    found = page(path)
    ids = found.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    names = ("aria-labelledby", "aria-describedby", "for", "popovertarget", "commandfor", "form", "aria-controls")
    pointing = found.xpath(" | ".join(f"//@{name}" for name in names))
    assert {part for value in pointing for part in value.split()} - set(ids) == set()
    assert {href[1:] for href in found.xpath("//a/@href[starts-with(., '#')]")} - set(ids) == set()


@pytest.mark.parametrize("path", PAGES)
def test_no_link_is_empty_and_every_button_has_a_name(path):
    found = page(path)
    assert found.xpath("//a[not(@href) or @href='' or @href='#']") == []
    assert [b for b in found.xpath("//button") if not (b.text_content().strip() or b.get("aria-label"))] == []


@pytest.mark.parametrize(("cookies", "expected"), [
    ({}, (None, None, None)),
    ({"mode": "dark", "density": "compact", "keys": "off"}, ("dark", "compact", "off")),
    ({"mode": '"><script>', "density": "x", "keys": "x"}, (None, None, None)),
])  # fmt: skip
def test_appearance_comes_from_cookies_that_are_known_values(cookies, expected):
    found = page("/style/", **cookies)
    assert (found.get("data-mode"), found.get("data-density"), found.get("data-keys")) == expected


@pytest.mark.parametrize("code", ERRORS)
def test_error_page_names_status_and_reference(code):
    text = page(f"/error/{code}/").text_content()
    assert (code in text, "7f3a11c09e" in text) == (True, True)


def test_every_icon_that_is_asked_for_is_in_the_sprite():
    drawn = {use.get("href").partition("#")[2] for use in page("/style/").iter("use")}
    asked = set()
    for template in [*HOUSE.glob("themes/**/*.html"), *HOUSE.glob("src/nucleus/**/templates/**/*.html")]:
        asked |= set(re.findall(r'{% icon "([^"]+)"', template.read_text()))
    assert (drawn | asked) - ICONS == set()
