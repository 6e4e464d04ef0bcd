"""Everything by keyboard: skip link, palette, shortcuts, menus."""

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER

pytestmark = pytest.mark.browser


def test_sign_in_and_move_by_keyboard_alone(visitor):
    somebody = visitor(host="brinkhof")
    page = somebody.page
    page.goto(PARTNER.door)
    page.get_by_label("E-mail").focus()
    page.keyboard.type(PARTNER.email)
    page.keyboard.press("Tab")
    page.keyboard.type("Tulips-And-Windmills-7")
    page.keyboard.press("Enter")
    expect(page.locator("nav[aria-label=Main] [aria-current=page]")).to_have_text("Overview")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.keyboard.press("Control+k")
    page.keyboard.type("unknown")
    expect(page.locator("#palette [role=option]:visible")).to_have_text(["Unknown domains"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{somebody.base}/dmarc/unknown-domains/")

    page.keyboard.press("?")
    expect(page.locator("#shortcuts [data-bindings] dd")).to_contain_text(["Overview", "End users", "DMARC"])
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page).to_have_url(f"{somebody.base}/dmarc/")


def test_the_account_menu_opens_and_signs_out_by_keyboard(visitor):
    somebody = visitor(PARTNER, anew=True)
    page = somebody.page
    opener = page.locator("[popovertarget=m-person]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#m-person")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#m-person")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You are signed out.")


def test_rows_are_walked_and_opened(visitor):
    page = visitor(PARTNER).page
    page.goto("/dmarc/domains/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = page.locator("main tbody a.row").nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
