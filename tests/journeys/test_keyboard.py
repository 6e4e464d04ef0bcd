"""Everything by keyboard: skip link, palette, shortcuts, menus."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER, PASSWORD
from tests.journeys.keyboard import Keys

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


def test_a_day_without_a_pointer(visitor):
    """Signs in, finds a list in the palette, filters it, opens a row, edits and saves it."""
    somebody = visitor(host="brinkhof")
    page, keys = somebody.page, Keys(somebody.page)
    page.goto(PARTNER.door)
    keys.to(page.get_by_label("E-mail"))
    keys.type(PARTNER.email)
    keys.to(page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.locator("nav[aria-label=Main] [aria-current=page]")).to_have_text("Overview")

    page.wait_for_load_state("load")
    keys.press("Control+k")
    expect(page.locator("#palette input")).to_be_focused()
    keys.type("end users")
    expect(page.locator("#palette [role=option]:visible").first).to_have_text(re.compile("End users"))
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Organizations")
    page.wait_for_load_state("load")
    keys.press("f")
    expect(page.locator("#list-search")).to_be_focused()
    keys.type("halm")
    keys.press("Enter")
    expect(page.locator("main tbody a.row")).to_have_text(["De Gouden Halm"])
    page.wait_for_load_state("load")
    keys.press("f")
    expect(page.locator("#list-search")).to_be_focused()
    keys.press("Control+a", "Delete", "Enter")
    rows = page.locator("main tbody a.row")
    expect(rows).to_have_count(2)
    page.wait_for_load_state("load")

    keys.press("j", "Enter")
    expect(page.locator("h1")).to_have_text("De Gouden Halm")
    keys.press_on(page.locator("main").get_by_role("link", name="Change", exact=True))
    phone = page.get_by_role("textbox", name=re.compile("^Support phone"))
    keys.to(phone)
    keys.replace("020 1112223")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("020 1112223")
    assert (somebody.page.url.endswith("/change/"), keys.unseen) == (False, [])


def test_rows_are_changed_together_and_taken_back_without_a_pointer(visitor):
    somebody = visitor(PARTNER)
    page, keys = somebody.page, Keys(somebody.page)
    page.goto("/organizations/?tier=customer")
    keys.press("j", "x", "j", "Shift+X")
    expect(page.locator(".bulk [data-count]")).to_have_text("2")
    keys.press_on(page.locator(".bulk").get_by_role("button", name="Change"), back=True)
    expect(page.locator(".chosen")).to_contain_text("2 rows are chosen")
    keys.press_on(page.get_by_label("Change Support phone"), "Space")
    keys.to(page.get_by_role("textbox", name=re.compile("^Support phone")))
    keys.replace("010 7654321")
    keys.press_on(page.get_by_role("button", name="Change", exact=True))
    expect(page.locator(".toasts .toast")).to_contain_text("2 rows: Change.")
    keys.press_on(page.locator(".toasts").get_by_role("button", name="Undo"), back=True)
    expect(page.locator("main")).to_contain_text("Undone: 2 rows.")
    assert keys.unseen == []


def test_a_setting_and_the_theme_without_a_pointer(visitor):
    somebody = visitor(PARTNER, anew=True)
    page, keys = somebody.page, Keys(somebody.page)
    keys.press("g", "s")
    expect(page.locator("h1")).to_have_text("Settings")
    page.goto("/settings/sessions/")
    idle = page.locator("#s-sessions-idle")
    keys.to(idle)
    before = idle.input_value()
    keys.replace("77")
    keys.press_on(page.get_by_role("button", name="Review"), back=True)
    expect(page.locator("main")).to_contain_text("77")
    keys.press_on(page.get_by_role("button", name=re.compile("^Save")))
    expect(page.locator("#s-sessions-idle")).to_have_value("77")
    keys.to(page.locator("#s-sessions-idle"))
    keys.replace(before)
    keys.press_on(page.get_by_role("button", name="Review"), back=True)
    keys.press_on(page.get_by_role("button", name=re.compile("^Save")))
    expect(page.locator("#s-sessions-idle")).to_have_value(before)

    page.goto("/branding/")
    keys.press_on(page.locator("main").get_by_role("link", name=re.compile("^Edit")).first)
    line = page.get_by_label("Support line", exact=True)
    keys.to(line)
    keys.replace("weekdays 8 to 18 h")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("The draft is saved.")
    keys.to(page.get_by_label("What changed"))
    keys.type("By keyboard")
    keys.press_on(page.get_by_role("button", name="Publish the saved draft"))
    expect(page.locator("main")).to_contain_text("By keyboard")

    opener = page.locator("[popovertarget=m-person]")
    keys.press_on(opener, back=True)
    expect(page.locator("#m-person")).to_be_visible()
    keys.press("Escape")
    expect(opener).to_be_focused()
    for key, dialog in (("Control+k", "#palette"), ("?", "#shortcuts")):
        keys.press(key)
        expect(page.locator(dialog)).to_be_visible()
        keys.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
        expect(opener).to_be_focused()
    keys.press("Enter")
    keys.press_on(page.get_by_role("button", name="Sign out"))
    expect(page.locator("main")).to_contain_text("You are signed out.")
    assert keys.unseen == []
