"""Lists: saved views, columns, acts on rows by mouse and keyboard, undo; and the same without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import DISTRIBUTOR, PARTNER

pytestmark = pytest.mark.browser

AT = "/organizations/"


def rows(page):
    return page.locator("main tbody a.row")


def heads(page):
    return page.locator("main thead th")


def open_menu(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_view_is_kept_changed_and_removed(visitor):
    somebody = visitor(PARTNER)
    page = somebody.page
    page.goto(AT)
    open_menu(page, "Level")
    page.locator("#filter-tier").get_by_role("link", name="End user").click()
    expect(page.locator(".filter.on")).to_have_text(re.compile("Level: End user"))
    page.keyboard.press("v")
    expect(page.locator("#view-menu")).to_be_visible()
    assert somebody.faults() == []
    page.get_by_label("Save this view").fill("My end users")
    page.keyboard.press("Enter")
    tabs = page.locator("nav.views a")
    expect(tabs).to_have_text(["All", "My end users"])
    expect(page.locator("nav.views [aria-current]")).to_have_text("My end users")
    page.get_by_role("link", name="Remove filter Level").click()
    expect(page.locator("nav.views [aria-current] .n")).to_have_text("changed")
    assert somebody.faults() == []
    page.get_by_role("link", name="Reset").click()
    expect(page.locator("nav.views .n")).to_have_count(0)
    expect(rows(page)).to_have_count(2)
    open_menu(page, "Views")
    page.get_by_role("button", name="Remove this view").click()
    expect(tabs).to_have_count(0)
    expect(page.locator(".toasts .toast")).to_contain_text("“My end users” was removed.")
    page.locator(".toasts").get_by_role("button", name="Undo").click()
    expect(tabs).to_have_text(["All", "My end users"])
    page.get_by_role("link", name="My end users").click()
    open_menu(page, "Views")
    page.get_by_role("button", name="Remove this view").click()
    expect(tabs).to_have_count(0)


def test_columns_move_and_go(visitor):
    somebody = visitor(PARTNER)
    page = somebody.page
    page.goto(AT)
    open_menu(page, "Columns")
    menu = page.locator("#column-menu")
    assert somebody.faults() == []
    menu.get_by_label("Parent", exact=True).uncheck()
    menu.get_by_label("Time zone", exact=True).check()
    menu.get_by_role("button", name="Move Status up").click()
    menu.get_by_label("Compact").check()
    menu.get_by_role("button", name="Apply").click()
    expect(heads(page).filter(has_text="Time zone")).to_have_count(1)
    shown = [text for text in heads(page).all_text_contents() if text]
    assert shown == ["Name", "Status", "Level", "Support e-mail", "Created", "Time zone", "Actions"]
    expect(page.locator("[data-table]")).to_have_attribute("data-density", "compact")
    open_menu(page, "Columns")
    menu.get_by_label("Comfortable").check()
    menu.get_by_role("button", name="Reset columns").click()
    expect(heads(page).filter(has_text="Parent")).to_have_count(1)


def test_rows_are_chosen_and_acted_on_by_keyboard(visitor):
    somebody = visitor(DISTRIBUTOR)
    page = somebody.page
    page.goto(f"{AT}?tier=customer&tier=partner")
    expect(rows(page)).to_have_count(3)
    for key in ("j", "x", "j", "j", "X"):
        page.keyboard.press(key)
    expect(page.locator(".bulk [data-count]")).to_have_text("3")
    page.keyboard.press("Escape")
    expect(page.locator(".bulk")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press(".")
    expect(page.locator("#row-menu")).to_be_visible()
    expect(page.locator("#row-menu [data-letter]:visible")).to_have_text(["Change", "Suspend", "Close"])
    assert somebody.faults() == []
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("#list-search")).to_be_focused()


def test_a_row_is_suspended_from_its_menu_and_taken_back(visitor):
    somebody = visitor(DISTRIBUTOR)
    page = somebody.page
    page.goto(AT)
    page.get_by_role("link", name="Actions: De Gouden Halm").click()
    page.locator("#row-menu").get_by_role("link", name="Suspend").click()
    page.get_by_role("button", name="Suspend").click()
    expect(page.locator(".toasts .toast")).to_contain_text("Suspended.")
    page.locator(".toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Undone.")
    expect(page.locator("main .page-header")).to_contain_text("Active")


def test_chosen_rows_get_a_value_together(visitor):
    somebody = visitor(PARTNER)
    page = somebody.page
    page.goto(f"{AT}?tier=customer")
    page.get_by_label("Select all on this page").check()
    page.locator(".bulk").get_by_role("button", name="Change").click()
    expect(page.locator(".chosen")).to_contain_text("2 rows are chosen")
    assert somebody.faults() == []
    page.get_by_label("Change Support phone").check()
    page.get_by_role("textbox", name=re.compile("^Support phone")).fill("010 1234567")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator(".toasts .toast")).to_contain_text("2 rows: Change.")
    page.locator(".toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Undone: 2 rows.")


def test_lists_without_script(visitor):
    page = visitor(PARTNER, script=False).page
    page.goto(AT)
    open_menu(page, "Level")
    page.locator("#filter-tier").get_by_role("link", name="End user").click()
    open_menu(page, "Views")
    page.get_by_label("Save this view").fill("Plain")
    page.locator("#view-menu").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("nav.views a")).to_have_text(["All", "Plain"])
    open_menu(page, "Columns")
    page.locator("#column-menu").get_by_role("button", name="Move Status up").click()
    expect(heads(page).nth(2)).to_have_text("Status")
    expect(page.locator("nav.views .n")).to_have_text("changed")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator("nav.views .n")).to_have_count(0)
    expect(page.locator(".bulk")).to_be_hidden()
    page.get_by_label("Select Van Rossem").check()
    expect(page.locator(".bulk")).to_be_visible()
    page.locator(".bulk").get_by_role("button", name="Change").click()
    expect(page.locator(".chosen li")).to_have_text(["Van Rossem"])
    page.go_back()
    page.get_by_role("link", name="Actions: Van Rossem").click()
    expect(page.locator("h1")).to_have_text("Van Rossem")
    page.goto(AT)
    page.get_by_role("link", name="Plain").click()
    open_menu(page, "Views")
    page.get_by_role("button", name="Remove this view").click()
    expect(page.locator("main .alert")).to_contain_text("was removed")
    page.locator("main .alert").get_by_role("button", name="Undo").click()
    expect(page.locator("nav.views a")).to_have_text(["All", "Plain"])
    page.get_by_role("link", name="Plain").click()
    open_menu(page, "Views")
    page.get_by_role("button", name="Remove this view").click()
    expect(page.locator("nav.views")).to_have_count(0)
