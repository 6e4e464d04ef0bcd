"""Every page that a role reaches from its menu, by a plain client: it answers, with its landmarks, and nothing that has
to say something is empty.

Followed are the links of the frame and of the pages, one object for each kind of address, on the planted house.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from tests.matrix.relations import SEATS
from tests.matrix.seats import SUPERADMIN, seats_of

PUBLIC_ID = re.compile(r"[A-Z]{3}-[0-9A-Z]{12}|\d{4}-\d\d-\d\d|[^/]+\.(?:example|test)")
LEFT_OUT = re.compile(r"^/(?:api/|sign-out|files/)|/(?:download|raw)/")
LANDMARKS = {
    "one main": "count(//main[@id='main']) = 1",
    "the menu": "count(//nav[@aria-label='Main']) = 1",
    "the current place": "count(//nav[@aria-label='Breadcrumb']//*[@aria-current]) = 1",
    "a footer": "count(//footer[normalize-space()]) = 1",
    "one heading": "count(//h1) = 1 and string-length(normalize-space(//h1)) > 0",
    "a title": "string-length(normalize-space(//title)) > 0",
    "a language": "string-length(/html/@lang) > 0",
    "a way past the menu": "count(//a[@class='skip' and @href='#main']) = 1",
    "something to read": "string-length(normalize-space(//main)) > 30",
}
MUST_SAY_SOMETHING = (
    "//main//*[self::h2 or self::h3 or self::legend or self::caption or self::dt or self::dd or self::label]"
    " | //main//thead//th | //*[self::a or self::button] | //*[@role='alert' or @role='status' and not(@id='live')]"
)
NAMES = "string-length(normalize-space(.)) + string-length(@aria-label) + count(.//*[@aria-label or @alt])"
POINTERS = ("for", "aria-labelledby", "aria-describedby", "popovertarget", "commandfor", "list")


def wrong_with(page: html.HtmlElement) -> Iterator[str]:
    """What is missing or empty, and ids that are twice there or pointed at in vain."""
    for name, condition in LANDMARKS.items():
        if not page.xpath(condition):
            yield f"not {name}"
    for element in page.xpath(MUST_SAY_SOMETHING):
        if not element.xpath(NAMES) and not element.xpath(".//input"):
            yield f"empty: {html.tostring(element, encoding='unicode', with_tail=False)[:90]}"
    ids = page.xpath("//@id")
    yield from (f"id twice: {name}" for name in {i for i in ids if ids.count(i) > 1})
    for attribute in POINTERS:
        for value in page.xpath(f"//@{attribute}"):
            yield from (f"{attribute} in vain: {name}" for name in value.split() if name not in ids)


def shape(path: str) -> str:
    """An address without what names one object."""
    return PUBLIC_ID.sub("*", path)


def crawled(client) -> Iterator[tuple[str, int, html.HtmlElement | None]]:
    """Every address within reach of the front door, and where it was found; its status and, if it is one, the page."""
    waiting, known = [("/", "")], {"/"}
    while waiting:
        path, source = waiting.pop(0)
        place = f"{path} (found on {source})"
        answer = client.get(path)
        found: list[str] = []
        if answer.status_code in (302, 303):
            found = [answer["Location"]]
        elif answer["Content-Type"].startswith("text/html"):
            page = html.fromstring(answer.content)
            found = [str(link) for link in page.xpath("//a[not(@download)]/@href")]
            yield place, answer.status_code, page
        else:
            yield place, answer.status_code, None
        for link in found:
            target = link.partition("#")[0].partition("?")[0]
            if target.startswith("/") and not LEFT_OUT.search(target) and shape(target) not in known:
                known.add(shape(target))
                waiting.append((target, path))


@pytest.mark.parametrize("tier", [*SEATS, SUPERADMIN])
def test_pages_within_reach_of_every_role_are_whole(tier, ground):
    wrong, fewest = [], 99
    for seat in seats_of(tier, ground.organizations):
        pages = 0
        for place, status, page in crawled(seat.fresh()):
            if status != 200:
                wrong.append(f"{place} as {seat}: {status}")
            elif page is not None:
                pages += 1
                wrong += [f"{place} as {seat}: {fault}" for fault in wrong_with(page)]
        fewest = min(fewest, pages)
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert fewest >= 5
