"""Settings and saved views among what is found: each by who may see it."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import Actor, Kind, acting
from nucleus.platform.search.queries import find


def found(kind, text):
    """Titles and addresses of one group."""
    return [(item.title, item.url) for group in find(text, most=50) if group.name == kind for item in group.items]


@pytest.mark.parametrize(
    ("who", "role", "expected"),
    [
        ("nucleus", "administrator", ["Session ends after", "Session ends at the latest after"]),
        ("northgate", "owner", ["Session ends after", "Session ends at the latest after"]),
        ("northgate", "helpdesk", []),
        ("northgate", "viewer", []),
    ],
)
def test_settings_are_found_by_who_may_see_them(cast, who, role, expected):
    with cast.acting(who, role=role):
        assert [title for title, _url in found("settings", "session ends")] == expected


def test_a_setting_opens_at_its_place_and_shows_no_value(cast, signed):
    with cast.acting("northgate", role="owner"):
        ((_title, url),) = found("settings", "session ends latest")
    page, place = url.split("#")
    answer = signed("northgate", role="owner").get(page)
    assert (answer.status_code, f'id="{place}"' in answer.content.decode()) == (200, True)


def test_settings_of_the_system_are_the_superadmins(cast):
    with acting(Actor(Kind.SUPERADMIN, "superadmin", "USR-super", permissions=frozenset({"settings.view"}))):
        everything = {title for title, _url in found("settings", "name")}
    with cast.acting("nucleus", role="administrator"):
        assert everything - {title for title, _url in found("settings", "name")}


def saved(client, *, shared=False, **view):
    """A view saved by the API, shared where that is said; answers its id."""
    made = client.post("/api/crm/views", view, content_type="application/json").json()["public_id"]
    if shared:
        assert client.post(f"/api/crm/views/{made}/share", content_type="application/json").status_code == 200
    return made


def views(client, text):
    """Titles and addresses of the saved views that the API finds."""
    items = client.get("/api/crm/search", {"q": text, "kind": "views"}).json()["items"]
    return [(item["title"], item["page"]) for item in items]


def test_views_are_found_by_their_owner_and_shared_ones_by_colleagues(signed):
    owner = signed("northgate", role="owner")
    own = saved(owner, table="domains", name="Rejecting harbours", query="policy=reject")
    quiet = saved(owner, shared=True, table="domains", name="Quiet harbours", query="policy=none")
    colleague, stranger = signed("northgate", role="viewer"), signed("harbour", role="owner")
    address = "/dmarc/domains/?view="
    both = [("Quiet harbours", f"{address}{quiet}"), ("Rejecting harbours", f"{address}{own}")]
    assert [views(client, "harbours") for client in (owner, colleague, stranger)] == [both, both[:1], []]
    assert owner.get(both[0][1]).status_code == 200


def test_a_view_of_a_list_that_one_may_not_see_is_not_found(signed):
    owner = signed("northgate", role="owner")
    saved(owner, shared=True, table="members", name="Harbour hands")
    assert [len(views(client, "hands")) for client in (owner, signed("northgate", "domains.view"))] == [1, 0]


def test_to_save_a_view_is_no_action_of_its_own(cast, signed):
    with cast.acting("northgate", role="owner"):
        assert found("actions", "view") == []
        assert found("actions", "register") == [("Register domain", "/dmarc/domains/register/")]
    assert "/views/save/" not in signed("northgate", role="owner").get("/dmarc/domains/").content.decode()
