"""Sessions: one is revoked and out at once; first passwords are changed; tries are counted."""

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER, PASSWORD, THROTTLED, VIEWER

pytestmark = pytest.mark.browser

OWN = "Windmills-And-Tulips-8"


def test_a_revoked_session_is_out(visitor):
    here, there = visitor(VIEWER, anew=True), visitor(VIEWER, anew=True)
    here.page.goto("/security/")
    sessions = here.page.locator("[data-slot='security.sessions'] li")
    expect(sessions.first).to_contain_text("This device")
    before = sessions.count()
    assert before >= 2
    here.page.get_by_role("button", name="End the session on").first.click()
    expect(here.page.locator("main")).to_contain_text("The session has ended.")
    expect(sessions).to_have_count(before - 1)
    there.page.goto("/dmarc/domains/")
    expect(there.page).to_have_url(f"{there.base}/sign-in/?next=%2Fdmarc%2Fdomains%2F")
    here.page.goto("/dmarc/domains/")
    expect(here.page.locator("h1")).to_have_text("Domains")


def test_a_first_password_must_be_changed_before_anything_else(visitor):
    owner = visitor(PARTNER)
    owner.page.goto("/members/add/")
    owner.page.get_by_label("E-mail").fill("new@brinkhof.example")
    owner.page.get_by_label("Viewer").check()
    owner.page.locator("main form button[type=submit]").click()
    expect(owner.page.locator("main")).to_contain_text("new@brinkhof.example")
    first = owner.page.locator("main .secret code, main code").first.inner_text()

    fresh = visitor(host="brinkhof")
    newcomer = type(PARTNER)("new@brinkhof.example", "brinkhof", "viewer", "partner", "brinkhof")
    fresh.try_to_sign_in(newcomer, first)
    expect(fresh.page).to_have_url(f"{fresh.base}/password/")
    fresh.page.goto("/dmarc/domains/")
    expect(fresh.page).to_have_url(f"{fresh.base}/password/")
    fields = fresh.page.locator("form input[type=password]")
    for field, text in zip(fields.all(), [first, "short", "short"][-fields.count() :], strict=True):
        field.fill(text)
    fresh.page.get_by_role("button", name="Save and go on").click()
    expect(fresh.page.locator("form")).to_contain_text(["Use at least 8 characters."])
    for field, text in zip(fields.all(), [first, OWN, OWN][-fields.count() :], strict=True):
        field.fill(text)
    fresh.page.get_by_role("button", name="Save and go on").click()
    expect(fresh.page.locator("nav[aria-label=Main] [aria-current=page]")).to_have_text("Overview")


def test_too_many_tries_have_to_wait_even_with_the_right_password(visitor):
    guesser = visitor(host="brinkhof")
    for _try in range(5):
        guesser.try_to_sign_in(THROTTLED, "Wrong-Password-1")
        expect(guesser.page.locator(".alert")).to_contain_text("is not right")
    guesser.try_to_sign_in(THROTTLED, PASSWORD)
    expect(guesser.page.locator(".alert")).to_contain_text("Too many tries")
    expect(guesser.page.locator("nav[aria-label=Main]")).to_have_count(0)
