"""Every page that the menu of a tier leads to, and one object behind each list: nothing wrong that a machine can see.

Looked at wide in light and on a phone in dark; partner and customer under the partner's own look.
"""

import pytest

from tests.journeys.channel import COMPANY, CUSTOMER, DISTRIBUTOR, PARTNER, ROOT

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MENU = "[...document.querySelectorAll('nav[aria-label=Main] a')].map(a => a.getAttribute('href'))"
FIRST = "document.querySelector('main tbody a.row')?.getAttribute('href') ?? ''"
TABS = "[...document.querySelectorAll('main .tabs a')].map(a => a.getAttribute('href'))"
MORE = {"partner": 8, "customer": 3, "distributor": 2, "company": 2, "admin": 3}  # objects and tabs beside the menu
BEFORE = ("/", "/partner/sign-in/", "/nowhere/")


VIEWS = pytest.mark.parametrize("view", [(WIDE, "light"), (PHONE, "dark")], ids=["wide-light", "phone-dark"])


def looked_at(visitor, paths, view, more=0):
    """What is wrong with the pages, by address; the objects behind lists are looked at too."""
    page, wrong, seen = visitor.page, {}, []
    waiting = list(paths)
    size, mode = view
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=mode)
    while waiting and len(seen) < len(paths) + more:
        path = waiting.pop(0)
        if path.partition("?")[0] in seen:
            continue
        seen.append(path.partition("?")[0])
        page.goto(path, wait_until="load")
        found = visitor.faults()
        if found:
            wrong[path] = found
        waiting.extend(link for link in [page.evaluate(FIRST), *page.evaluate(TABS)] if link.startswith("/"))
    return wrong, seen


@VIEWS
@pytest.mark.parametrize("person", [PARTNER, CUSTOMER, DISTRIBUTOR, COMPANY, ROOT], ids=lambda person: person.tier)
def test_pages_of_a_tier(visitor, person, view):
    somebody = visitor(person)
    menu = somebody.page.evaluate(MENU)
    wrong, seen = looked_at(somebody, [*menu, "/security/"], view, MORE[person.tier])
    assert wrong == {}
    assert [path for path in menu if path.partition("?")[0] not in seen] == []


@VIEWS
@pytest.mark.parametrize("host", ["", "brinkhof"])
def test_pages_before_the_sign_in(visitor, host, view):
    wrong, _seen = looked_at(visitor(host=host), BEFORE, view)
    assert wrong == {}
