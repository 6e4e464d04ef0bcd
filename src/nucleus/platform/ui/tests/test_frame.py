"""The frame: what providers say is drawn, once, and nobody sees another's."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from nucleus.kernel.registry import registry
from nucleus.platform.ui.frame import Account, Theme, active_address, with_active
from nucleus.platform.ui.shell import Banner, Brand, MenuEntry, MenuGroup

MENU = (
    MenuGroup("", (MenuEntry("list", "All", "/organizations/"), MenuEntry("list", "Start", "/"))),
    MenuGroup("More", (MenuEntry("list", "Deep", "/organizations/deep/", count="3", hot=True),)),
)


@pytest.fixture
def provide(monkeypatch):
    def put(**providers):
        monkeypatch.setattr(registry.providers, "_entries", {**registry.providers._entries, **providers})

    return put


def html(client, address="/organizations/"):
    return client.get(address).content.decode()


def test_the_active_entry_is_the_longest_beginning():
    assert active_address(MENU, "/organizations/ORG-1/") == "/organizations/"
    assert active_address(MENU, "/organizations/deep/er/") == "/organizations/deep/"
    assert active_address(MENU, "/") == "/"
    assert active_address(MENU, "/elsewhere/") == ""
    marked = with_active(MENU, "/organizations/")
    assert [e.label for g in marked for e in g.entries if e.active] == ["All"]


def test_menu_theme_account_and_banners_are_drawn(signed, provide):
    provide(
        menu=lambda actor: MENU,
        theme=lambda request: Theme(Brand("Kestrel <IT>", home="/home/"), href="/theme/kestrel.css"),
        account=lambda request: Account((MenuEntry("user", "Profile", "/me/"),), sign_out="/sign-out/"),
        banners=[lambda request: [Banner("Maintenance tonight")]],
        notices=lambda request: ("/notices/", 2),
    )
    page = html(signed("northgate", role="owner"))
    assert '<a href="/organizations/" aria-current="page">' in page
    assert '<span class="n hot">3<span class="sr"> need attention</span></span>' in page
    assert "Kestrel &lt;IT&gt;" in page
    assert '<link rel="stylesheet" href="/theme/kestrel.css">' in page
    assert (
        '<form id="sign-out" method="post" action="/sign-out/"><input type="hidden" name="csrfmiddlewaretoken"' in page
    )
    assert "Maintenance tonight" in page
    assert 'href="/notices/" aria-label="Notifications, 2 unread"' in page
    assert len(re.findall('<a role="option"[^>]* href="/organizations/deep/"', page)) == 1


def test_nobody_sees_the_frame_of_another(signed, provide):
    provide(menu=lambda actor: (MenuGroup("", (MenuEntry("list", f"For {actor.label}", "/organizations/"),)),))
    north, kest = signed("northgate", role="owner"), signed("kestrel", role="owner")
    for _again in range(2):
        first, second = html(north), html(kest)
        assert ("For northgate person" in first, "Kestrel" in first, "kestrel" in first) == (True, False, False)
        assert ("For kestrel person" in second, "Northgate" in second, "northgate" in second) == (True, False, False)


def test_every_page_and_door_tells_what_it_is():
    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern

    for pattern in walk(get_resolver().url_patterns):
        name = pattern.name or ""
        if name.startswith(("organizations", "openapi")):
            view = pattern.callback
            told = {
                **vars(getattr(view, "view_class", None) or getattr(view, "cls", None) or view),
                **getattr(view, "view_initkwargs", {}),
            }
            told = {
                **{
                    k: getattr(getattr(view, "view_class", view), k, None)
                    for k in ("permission", "template_name", "command")
                },
                **told,
            }
            assert {k: isinstance(told[k], str) for k in ("permission", "template_name", "command")} == {
                "permission": True, "template_name": True, "command": True,
            }, name  # fmt: skip


def test_errors_of_programs_and_people(client, db, settings):
    missing = client.get("/api/none/of/this")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    posted = client.post("/api/none/of/this")
    assert (posted.status_code, posted.content) == (404, missing.content)
    page = client.get("/none/of/this/")
    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
