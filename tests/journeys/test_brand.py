"""The same pages in both template sets, three themes, both modes, both widths and both languages: nothing wrong that a
machine can see.

Two themes and the example set belong to partners of the channel; the platform's own is the third. Each page is loaded
once for a set, a theme and a language; widths and modes are changed in place, where nothing may be cut or overlap.
"""

import json
import re
import subprocess
import sys

import pytest

from tests.journeys.channel import COLOUR, COMPANY, PARTNER
from tests.journeys.test_pages import PHONE, WIDE

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "nl")
LOOKS = {
    "plain": {"seed": "#3350d8", "font": "inter", "sidebar": "neutral", "radius": "sharp"},
    "light colour": {"seed": "#f5c400", "deep": "#ffffff", "font": "manrope", "sidebar": "brand"},
    "dark colour": {"seed": "#111111", "link": "#8dc63f", "font": "source-serif-4", "sidebar": "brand"},
}
PAGES = ("/partner/", "/dmarc/domains/", "/members/add/", "/settings/")


WEAR = """
import json, sys
import django
django.setup()
from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.commands import begin_theme, change_theme, publish_theme
from nucleus.platform.tree.models import Organization
with system_actor("journey"):
    owner = Organization.objects.get(slug="brinkhof")
    theme = change_theme(theme=begin_theme(organization=owner, kind="theme"), values=json.loads(sys.argv[1]))
    if theme.has_changes:
        publish_theme(theme=theme)
"""


def wear(house, look):
    """Gives Brinkhof the look, from another process than the web server's: it shows on the next page all the same."""
    done = subprocess.run(
        [sys.executable, "-c", WEAR, json.dumps(look)],
        env=house.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


AXE_AT = {"en": (WIDE, "light"), "nl": (PHONE, "dark")}
"""Where the slow check runs: widths and languages share their markup, so that each mode is looked at once."""


def faults_of(somebody, pages, language):
    page, wrong = somebody.page, {}
    size, mode = AXE_AT[language]
    others = [(s, m) for s in (WIDE, PHONE) for m in ("light", "dark") if (s, m) != (size, mode)]
    for path in pages:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=mode)
        page.goto(path, wait_until="load")
        assert page.locator("html").get_attribute("lang") == language
        found = {f"{size['width']} {mode}": [*somebody.faults(), *somebody.laid_out()]}
        for other, shade in others:
            page.set_viewport_size(other)
            page.emulate_media(color_scheme=shade)
            found[f"{other['width']} {shade}"] = somebody.laid_out()
        wrong |= {f"{path} {language} {at}": faults for at, faults in found.items() if faults}
    return wrong


def reading(somebody, language):
    """The same browser, with the language chosen as the links at the foot of a sign-in page do."""
    somebody.page.goto(f"/language/{language}/?next=/status/")
    return somebody


@pytest.mark.parametrize("template_set", ["", "example"])
@pytest.mark.parametrize("look", LOOKS)
def test_pages_in_a_set_and_a_theme(visitor, house, look, template_set):
    wear(house, {"deep": "", "link": "", **LOOKS[look], "template_set": template_set})
    try:
        somebody, nobody, wrong = visitor(PARTNER), visitor(host="brinkhof"), {}
        somebody.page.goto("/dmarc/domains/")
        detail = somebody.page.locator("main tbody a.row").first.get_attribute("href")
        for language in LANGUAGES:
            wrong |= faults_of(reading(somebody, language), (*PAGES, detail), language)
            wrong |= faults_of(reading(nobody, language), ("/partner/sign-in/",), language)
        assert wrong == {}
        somebody.page.goto(PAGES[0])
        shown = somebody.page.content()
        assert ('data-slot="example.note"' in shown, "data-blueprint" in shown) == (bool(template_set),) * 2
    finally:
        own = {"seed": COLOUR, "font": "figtree", "sidebar": "brand", "radius": "default"}
        wear(house, {**own, "deep": "", "link": "", "template_set": ""})


def test_the_editor_previews_while_one_types_and_a_publication_shows_on_the_next_page(visitor):
    somebody = visitor(PARTNER)
    page = somebody.page
    page.set_viewport_size(WIDE)
    page.goto("/branding/")
    page.get_by_role("link", name=re.compile("Edit.*Theme")).click()
    frame = page.frame_locator("#pane iframe").first
    frame.locator("h1").wait_for()
    page.locator("#k-brand-name").fill("Brinkhof Groep")
    frame.get_by_text("Brinkhof Groep").first.wait_for()
    assert page.locator(".sidebar .brandmark").first.inner_text() == "Brinkhof IT"
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Publish the saved draft").click()
    page.get_by_text("Published. Everybody sees it from now on.").wait_for()
    assert page.locator(".sidebar .brandmark").first.inner_text() == "Brinkhof Groep"
    assert somebody.faults() == []
    page.locator("form[action$='/restore/'] button[value]").nth(1).click()
    page.get_by_role("button", name="Publish the saved draft").click()
    page.goto("/partner/")
    assert page.locator(".sidebar .brandmark").first.inner_text() == "Brinkhof IT"


def test_the_company_edits_the_sign_in_pages_of_every_frontend(visitor):
    somebody = visitor(COMPANY)
    page = somebody.page
    page.set_viewport_size(WIDE)
    page.goto("/branding/")
    assert page.locator("main button[name=kind]").count() == 6
    page.locator("main button[value=sign-in-admin]").click()
    page.frame_locator("#pane iframe").first.locator("h1").wait_for()
    page.locator("#k-layout").select_option("card")
    page.frame_locator("#pane iframe").first.locator(".sign-in.as-card").wait_for()
    assert somebody.faults() == []
