"""What has to work where no script runs: signing in, lists with filters, uploads, the errors of forms."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER, PASSWORD
from tests.journeys.papers import Paper

pytestmark = pytest.mark.browser


def test_pages_without_script(visitor):
    somebody = visitor(PARTNER, script=False)
    page = somebody.page
    page.goto("/dmarc/domains/?policy=none")
    every = page.locator("main tbody a.row").count()
    assert every >= 3
    page.locator("main input[type=search], main .searchbar input, main form input[name=q]").first.fill("rossem-track")
    page.keyboard.press("Enter")
    expect(page.locator("main tbody a.row")).to_have_text(["rossem-track.example"])

    paper = Paper("rossem-track.example", "noscript.example", 9)
    somebody.upload(paper.name, paper.xml())
    expect(page.locator("h1")).to_have_text(paper.name)
    expect(somebody.state_of_file()).to_be_visible()

    page.goto("/dmarc/domains/register/")
    page.get_by_label("Domain name").fill("not a domain")
    page.get_by_role("button", name="Register").click()
    expect(page.locator("#errors")).to_contain_text("Domain name")
    expect(page.get_by_label("Domain name")).to_have_value("not a domain")
    expect(page.get_by_label("Domain name")).to_have_attribute("aria-invalid", "true")


def test_a_day_without_script(visitor):
    """Signs in, searches, filters, sorts, exports, acts on rows together, takes back, reviews a setting, signs out."""
    somebody = visitor(host="brinkhof", script=False)
    page = somebody.page
    somebody.sign_in(PARTNER, PASSWORD)
    page.locator("a.searchbox").click()
    page.get_by_label("Search everything").first.fill("halm")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("De Gouden Halm")

    page.goto("/organizations/?tier=customer")
    rows = page.locator("main tbody a.row")
    expect(rows).to_have_text(["De Gouden Halm", "Van Rossem"])
    page.locator("main thead").get_by_role("link", name="Name").click()
    expect(rows).to_have_text(["Van Rossem", "De Gouden Halm"])
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as coming:
        page.locator("main a[href*='export=csv']").click()
    exported = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    assert [line.split(",")[1] for line in exported.splitlines()[1:]] == ["Van Rossem", "De Gouden Halm"]
    for name in ("Van Rossem", "De Gouden Halm"):
        page.get_by_label(f"Select {name}").check()
    page.locator(".bulk").get_by_role("button", name="Change").click()
    expect(page.locator(".chosen")).to_contain_text("2 rows are chosen")
    page.get_by_label("Change Support phone").check()
    page.get_by_role("textbox", name=re.compile("^Support phone")).fill("030 1112223")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator("main .alert")).to_contain_text("2 rows: Change.")
    page.locator("main .alert").get_by_role("button", name="Undo").click()
    expect(page.locator("main .alert")).to_contain_text("Undone: 2 rows.")

    page.goto("/settings/sessions/")
    idle = page.locator("#s-sessions-idle")
    before = idle.input_value()
    for value in ("78", before):
        idle.fill(value)
        page.get_by_role("button", name="Review").last.click()
        expect(page.locator("main")).to_contain_text("Session ends after")
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        expect(idle).to_have_value(value)
    page.goto("/organizations/?q=zzzzz")
    expect(page.locator("main")).to_contain_text("Nothing matches")
