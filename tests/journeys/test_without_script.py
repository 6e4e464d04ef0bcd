"""What has to work where no script runs: signing in, lists with filters, uploads, the errors of forms."""

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER
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
