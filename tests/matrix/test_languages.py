"""Every page within reach, in a language that nobody wrote: what is still English did not go through the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from nucleus.platform.accounts.models import User
from tests.cast import TREE
from tests.matrix.relations import SEATS
from tests.matrix.seats import SUPERADMIN, browser, seats_of
from tests.matrix.test_crawl import crawled
from tests.pseudo import CODE

OURS = "not(ancestor-or-self::*[@lang and not(self::html)])"
SAID = (
    f"//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::pre or ancestor::kbd) and {OURS}]"
)
HEARD = ("aria-label", "title", "placeholder", "alt", "aria-description", "label", "data-key-label", "data-confirm")
WORD = re.compile(r"[A-Za-z]{2,}")
ZONE = re.compile(r"\b[A-Z]\w+(?:/[\w+-]+(?: [A-Z]\w+)*(?: es Salaam| of Spain| of Man)?)+")
DATA = re.compile(
    r"[\w.-]*[Zz]q\d{6}[\w.-]*|^(?:note|domain)$|\b[0-9a-f]{16}\b|[A-Z]{3}-[0-9A-Z]{12}|\S*@\S*|[\w.-]+\.(?:example|test)\b|\bexample\.$|^test$"
    r"|\b[a-z_]+\.[a-z_]+\b|\bp=\w+|\b[A-Z]{2}\b|^RFC [a-z]{4}$|^[a-z]{2}$",
    re.MULTILINE,
)
"""What the planted house holds: canaries, ids, addresses, names of permissions and settings, initials."""
NAMES = re.compile(
    r"\b(?:Nucleus|DMARC|SPF|DKIM|XML|XLSX|CSV|JSON|API|UTC|MB|GB|ms|none|matrix|Pseudo"
    r"|Atkinson Hyperlegible|Figtree|IBM Plex Sans|Inter|Manrope|Source (?:Serif 4|Sans 3)|Work Sans"
    r"|Example with instructions|English|Nederlands)\b"
)
"""What is called so in every language: standards, formats, units, typefaces, languages, a template set."""
PUBLIC = ("/", "/sign-in/", "/admin/sign-in/", "/partner/sign-in/", "/status/", "/nowhere/")


def spoken(page: html.HtmlElement) -> Iterator[str]:
    """Whatever a person reads or hears: texts, names and hints, and the words that the scripts say."""
    yield from page.xpath(SAID)
    for attribute in HEARD:
        yield from page.xpath(f"//*[{OURS}]/@{attribute}")
    yield from page.xpath("//*[@id='kernel-words']/@*[starts-with(name(), 'data-')]")


def english(page: html.HtmlElement, people: re.Pattern[str]) -> Iterator[str]:
    """The texts of a page that hold a plain word which is no data."""
    for text in spoken(page):
        rest = people.sub("", NAMES.sub("", DATA.sub("", ZONE.sub("", text.strip()))))
        if WORD.search(rest):
            yield " ".join(text.split())[:120]


def people() -> re.Pattern[str]:
    """The names of the planted people and organizations."""
    names = [*User.objects.values_list("name", flat=True), *TREE, "owner", "administrator", "Superadmin", "test"]
    return re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True)), re.IGNORECASE)


@pytest.mark.parametrize("tier", [*SEATS, SUPERADMIN])
def test_no_page_within_reach_says_a_word_past_the_catalogue(tier, ground, pseudo_language):
    seat = seats_of(tier, ground.organizations)[0]
    User.objects.update(language=pseudo_language)
    known, found = people(), {}
    for place, _status, page in crawled(seat.fresh()):
        for text in english(page, known) if page is not None else ():
            found.setdefault(text, place)
    if found:
        pytest.fail("\n".join(f"{text} | {place}" for text, place in sorted(found.items())), pytrace=False)


def test_no_page_before_the_sign_in_does_either(ground, pseudo_language):
    visitor, found = browser(), {}
    visitor.cookies["django_language"] = CODE
    for address in PUBLIC:
        page = html.fromstring(visitor.get(address).content)
        found |= dict.fromkeys(english(page, people()), address)
    if found:
        pytest.fail("\n".join(f"{text} | {place}" for text, place in sorted(found.items())), pytrace=False)
