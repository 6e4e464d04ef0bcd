"""The newcomer's journey: a file dropped by the partner changes the numbers, and each tier sees its part of them."""

import json

import pytest
from playwright.sync_api import expect

from nucleus.platform.branding.colours import Colours, derive
from tests.journeys.channel import COLOUR, COMPANY, CUSTOMER, DISTRIBUTOR, FOREIGN, PARTNER, SEED
from tests.journeys.papers import YESTERDAY, Paper

pytestmark = pytest.mark.browser

DAY = f"{YESTERDAY.day} {YESTERDAY:%b}"
DETAIL = ("rossem.example", "192.0.2.", "first.example", "second.example")


def text_of(visitor, *paths):
    found = []
    for path in paths:
        visitor.page.goto(path)
        found.append(visitor.page.content())
    return "\n".join(found)


def test_a_dropped_report_changes_the_day_by_its_truth(visitor):
    partner = visitor(PARTNER)
    before = partner.day_of("rossem.example", DAY)
    chosen, dropped = (
        Paper("rossem.example", "second.example", 300, 11, 7, 5),
        Paper("rossem.example", "third.example", 40, 0, 2, 1),
    )
    partner.upload(f"{chosen.name}.gz", chosen.gz())
    expect(partner.state_of_file()).to_have_text("Stored")
    assert partner.day_of("rossem.example", DAY) == tuple(map(sum, zip(before, chosen.counts, strict=True)))
    partner.drop(dropped.name, dropped.xml().decode())
    expect(partner.state_of_file()).to_have_text("Stored")
    wanted = tuple(map(sum, zip(before, chosen.counts, dropped.counts, strict=True)))
    assert partner.day_of("rossem.example", DAY) == wanted
    partner.upload("the same again.xml", dropped.xml())
    expect(partner.page.locator("h1")).to_have_text(dropped.name)  # the file that is known already
    assert partner.day_of("rossem.example", DAY) == wanted

    customer = visitor(CUSTOMER)
    assert customer.day_of("rossem.example", DAY) == wanted


def test_the_distributor_finds_only_metrics(visitor):
    distributor = visitor(DISTRIBUTOR)
    distributor.page.goto("/dmarc/metrics/")
    expect(distributor.page.locator("main tbody tr").filter(has_text="Brinkhof IT")).to_have_count(1)
    pages = ("/distributor/", "/dmarc/", "/dmarc/metrics/", "/dmarc/domains/", "/dmarc/reports/", "/dmarc/files/",
             "/dmarc/unknown-domains/", "/audit/")  # fmt: skip
    calls = ("dmarc-metrics", "domains", "reports", "messages", "unknown-domains")
    seen = text_of(distributor, *pages) + "".join(distributor.call(f"/api/crm/{call}")[1] for call in calls)
    assert [word for word in (*DETAIL, FOREIGN, "Canary") if word in seen] == []
    partner = next(
        r for r in json.loads(distributor.call("/api/crm/dmarc-metrics")[1])["items"] if "Brinkhof" in r["name"]
    )
    assert partner["messages"] >= sum(sum(paper.counts) for paper in SEED)


def test_the_customer_sees_its_detail_and_nobody_elses(visitor):
    customer = visitor(CUSTOMER)
    customer.page.goto("/dmarc/domains/")
    expect(customer.page.get_by_role("link", name="rossem.example", exact=True)).to_be_visible()
    customer.page.get_by_role("link", name="rossem.example", exact=True).click()
    customer.page.get_by_role("link", name="Records").first.click()
    expect(customer.page.locator("main")).to_contain_text("192.0.2.")
    seen = text_of(customer, "/customer/", "/dmarc/", "/dmarc/domains/", "/dmarc/reports/")
    assert [word for word in ("gouden-halm.example", "De Gouden Halm", FOREIGN, "Canary") if word in seen] == []


def test_the_company_sees_metrics_of_everybody(visitor):
    company = visitor(COMPANY)
    seen = text_of(company, "/company/", "/dmarc/", "/dmarc/metrics/", "/dmarc/domains/")
    assert [word for word in (*DETAIL, FOREIGN) if word in seen] == []
    assert [word for word in ("Waterlinie", "Scheldeland") if word not in seen] == []


@pytest.mark.parametrize(("person", "home"), [(PARTNER, "/partner/"), (CUSTOMER, "/customer/")])
def test_the_partner_s_look_is_shown_before_and_after_the_sign_in(visitor, person, home):
    nobody = visitor(host="brinkhof")
    nobody.page.goto(person.door)
    brand = "getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"
    before = nobody.page.evaluate(brand)
    somebody = visitor(person)
    expect(somebody.page.locator(".brandmark").first).to_have_text("Brinkhof IT")
    assert somebody.page.evaluate(brand) == before
    assert before == derive(Colours(COLOUR))["brand"].light
