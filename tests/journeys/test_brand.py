"""The same pages in both template sets, three themes, both modes and both widths: nothing wrong that a machine can see.

Two themes and the example set belong to partners of the channel; the platform's own is the third. `LANGUAGES` names the
languages that are walked through; a language that is complete is added there.
"""

import json
import re
import subprocess
import sys

import pytest

from tests.journeys.channel import COLOUR, COMPANY, PARTNER
from tests.journeys.test_pages import PHONE, WIDE

pytestmark = pytest.mark.browser

LANGUAGES = ("en",)
LOOKS = {
    "plain": {"seed": "#3350d8", "font": "inter", "sidebar": "neutral", "radius": "sharp"},
    "light colour": {"seed": "#f5c400", "deep": "#ffffff", "font": "manrope", "sidebar": "brand"},
    "dark colour": {"seed": "#111111", "link": "#8dc63f", "font": "source-serif-4", "sidebar": "brand"},
}
PAGES = ("/partner/", "/dmarc/domains/", "/members/add/")


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


def faults_of(somebody, pages):
    page, wrong = somebody.page, {}
    for path in pages:
        for size, mode in ((WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=mode)
            page.goto(path, wait_until="load")
            if found := somebody.faults():
                wrong[f"{path} {size['width']} {mode}"] = found
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template_set", ["", "example"])
@pytest.mark.parametrize("look", LOOKS)
def test_pages_in_a_set_and_a_theme(visitor, house, look, template_set, language):
    wear(house, {"deep": "", "link": "", **LOOKS[look], "template_set": template_set})
    try:
        somebody = visitor(PARTNER, locale=language)
        assert faults_of(somebody, PAGES) == {}
        shown = somebody.page.content()
        assert ('data-slot="example.note"' in shown, "data-blueprint" in shown) == (bool(template_set),) * 2
        nobody = visitor(host="brinkhof", locale=language)
        assert faults_of(nobody, ("/partner/sign-in/",)) == {}
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
