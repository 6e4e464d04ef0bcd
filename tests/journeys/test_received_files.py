"""What becomes of files: unknown domains that are registered, and files in quarantine that are read again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER
from tests.journeys.papers import YESTERDAY, Paper

pytestmark = pytest.mark.browser

DAY = f"{YESTERDAY.day} {YESTERDAY:%b}"


def test_an_unknown_domain_is_registered_and_its_report_counted(visitor):
    partner = visitor(PARTNER)
    paper = Paper("halm-bestellen.example", "first.example", 21, 3, 0, 4)
    partner.upload(paper.name, paper.xml())
    expect(partner.state_of_file()).to_have_text("Domain not registered")
    partner.page.get_by_role("link", name="Unknown domains").click()
    partner.page.get_by_role("link", name=paper.domain).click()
    expect(partner.page.get_by_label("Domain name")).to_have_value(paper.domain)
    owner = partner.page.get_by_label("Organization")
    owner.select_option(label="De Gouden Halm")
    partner.page.get_by_role("button", name="Register").click()
    partner.wait_for("/dmarc/files/?state=stored", paper.name)
    assert partner.day_of(paper.domain, DAY) == paper.counts
    partner.page.goto("/dmarc/unknown-domains/")
    expect(partner.page.locator("main")).not_to_contain_text(paper.domain)


def test_a_file_in_quarantine_says_why_and_is_read_again(visitor):
    partner = visitor(PARTNER)
    broken = Paper("rossem.example", "broken.example", 5).xml()[:250]
    partner.upload("broken.xml", broken)
    expect(partner.state_of_file()).to_have_text("In quarantine")
    reason = partner.page.locator("#received .alert p")
    expect(reason).not_to_be_empty()
    partner.page.get_by_role("button", name="Read again").click()
    expect(partner.page.locator("main")).to_contain_text("Times read2")
    expect(partner.state_of_file()).to_have_text("In quarantine")
    with partner.page.expect_download() as download:
        partner.page.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes() == broken
