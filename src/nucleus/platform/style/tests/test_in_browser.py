"""The style page in Chromium: accessible, within the policy, nothing cut, and every behaviour of the kernel.

Needs the built assets and axe-core (python tools/build_assets.py); `make test-browser` sees to both.
"""

import os
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import expect, sync_playwright

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[5] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, PHONE, NARROW = (1440, 900), (390, 844), (320, 640)
WATCH = "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.violatedDirective))"
RUN_AXE = "async rules => (await axe.run(document, {runOnly: rules})).violations.map(v => [v.id, v.nodes[0].target[0]])"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture(scope="module")
def address():
    with override_settings(
        ROOT_URLCONF="nucleus.platform.style.tests.gallery_urls",
        MIDDLEWARE=["csp.middleware.CSPMiddleware"],
        ALLOWED_HOSTS=["*"],
    ):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser, address):
    contexts = []

    def go(path="/style/", size=WIDE, mode="light"):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=mode,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.troubles = []
        page.on("console", lambda m: page.troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.troubles.append(str(e)))
        page.goto(address + path, wait_until="load")
        return page

    yield go
    for context in contexts:
        context.close()


def faults(page):
    """Everything a machine can see wrong: accessibility, refused by the policy, errors, sideways scrolling."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN_AXE, RULES)
    wide = page.evaluate("Math.max(0, document.scrollingElement.scrollWidth - innerWidth)")
    return found, page.evaluate("window.refused ?? []"), page.troubles, wide


CLEAN = ([], [], [], 0)


@pytest.mark.parametrize(
    ("path", "size", "mode"),
    [
        ("/style/", WIDE, "light"),
        ("/style/", PHONE, "dark"),
        ("/style/", NARROW, "light"),
        ("/themed/", WIDE, "dark"),
        ("/themed/", PHONE, "light"),
        ("/sign-in/", WIDE, "light"),
        ("/sign-in/", NARROW, "dark"),
        ("/error/404/", PHONE, "dark"),
    ],
)
def test_page_has_no_faults(visit, path, size, mode):
    assert faults(visit(path, size, mode)) == CLEAN


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize(
    "opener",
    [
        "[popovertarget=m-person]",
        "[popovertarget=help-1]",
        "[popovertarget=results-table]",
        "[data-palette]",
        "[commandfor=d-example]",
        "[commandfor=d-drawer]",
    ],
)
def test_opened_parts_have_no_faults(visit, size, opener):
    page = visit(size=size, mode="dark")
    page.click(f"{opener}:visible")
    assert faults(page) == CLEAN


def test_drawer_of_the_menu_on_a_phone(visit):
    page = visit(size=PHONE)
    sidebar = page.locator("#sidebar")
    expect(sidebar).to_be_hidden()
    page.click("[popovertarget=sidebar]:visible")
    expect(sidebar).to_be_visible()
    assert faults(page) == CLEAN


def test_appearance_is_remembered(visit):
    page = visit()
    page.click("[popovertarget=m-person]")
    page.click("[data-set='mode:dark']")
    page.click("[data-set='density:compact']")
    expect(page.locator("[data-set='mode:dark']")).to_have_attribute("aria-pressed", "true")
    page.reload()
    assert page.evaluate("[document.documentElement.dataset.mode, document.documentElement.dataset.density]") == [
        "dark",
        "compact",
    ]


def test_rows_are_selected_with_a_range_and_cleared(visit):
    page = visit()
    rows = page.locator("[data-sel]")
    rows.nth(0).click()
    rows.nth(2).click(modifiers=["Shift"])
    expect(page.locator(".bulk [data-count]")).to_have_text("3")
    assert page.evaluate("document.querySelector('[data-sel-all]').indeterminate") is True
    page.click("[data-sel-none]")
    expect(page.locator(".bulk")).to_be_hidden()


def test_palette_filters_and_shortcuts_list_themselves(visit):
    page = visit()
    page.keyboard.press("Control+k")
    page.keyboard.type("dma")
    expect(page.locator("#palette [role=option]:visible")).to_have_text(["DMARCg d"])
    page.keyboard.type("zzz")
    expect(page.locator(".palette-none")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts [data-bindings] dd")).to_contain_text(["Overview", "Tickets", "DMARC"])


def test_single_keys_can_be_switched_off(visit):
    page = visit()
    page.keyboard.press("?")
    page.click("[data-set='keys:off']")
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_changes_are_counted_and_taken_back(visit):
    page = visit()
    count = page.locator("#forms .save-bar [data-count]")
    page.fill("#f-name", "other.example")
    page.select_option("#f-language", "en")
    expect(count).to_have_text("2")
    page.fill("#f-name", "harbour-logistics.example")
    expect(count).to_have_text("1")
    page.click("#forms .save-bar [type=reset]")
    expect(page.locator("#forms .save-bar")).to_be_hidden()


def test_dropped_files_are_taken_and_listed(visit):
    page = visit()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'.repeat(1500)], 'report.xml'));
        data.items.add(new File(['x'], 'second.zip'));
        const drop = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});
        document.querySelector('.file-drop').dispatchEvent(drop);
    }""")
    expect(page.locator(".file-drop .file-list").first.locator("li")).to_have_text(["report.xml2 kB", "second.zip1 B"])
    assert page.evaluate("document.querySelector('#f-reports').files.length") == 2


def test_typed_confirmation_wakes_the_button(visit):
    page = visit()
    button = page.locator("form:has(#confirm-1) button")
    expect(button).to_be_disabled()
    page.fill("#confirm-1", "harbour-logistics.example")
    expect(button).to_be_enabled()


def test_copying_says_so(visit):
    page = visit()
    page.click("[data-copy-from='#sec-1']")
    expect(page.locator(".toasts .toast")).to_have_text("Copied.")
    expect(page.locator("#live")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "nuc_7f3a9c_2kQz81mVbX0pLr4T"
    assert faults(page) == CLEAN


def test_toast_offers_undo(visit):
    page = visit()
    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: '<b>Gone</b>', undo: '/undo/'}}))")
    expect(page.locator(".toast:has(button) > span")).to_have_text("<b>Gone</b>")
    with page.expect_request("**/undo/") as sent:
        page.click(".toast button")
    assert sent.value.method == "POST"


def test_chart_shows_its_figures_under_the_pointer(visit):
    page = visit()
    page.locator("#data .chart .col").nth(4).hover()
    expect(page.locator(".tip b")).to_have_text("27 Oct")
    assert faults(page) == CLEAN


def test_map_arrives_when_it_comes_into_view(visit):
    page = visit()
    page.locator(".map-box").scroll_into_view_if_needed()
    expect(page.locator(".map use[data-tip]")).to_have_count(9)


def test_page_works_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/style/")
    expect(page.locator("#f-reports")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Style")
    context.close()
