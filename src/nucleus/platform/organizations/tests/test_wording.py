"""What pages of organizations say: names instead of ids, words instead of codes."""

from __future__ import annotations

import re

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

CHIPS = re.compile(r'<(?:button|span) class="chip[^"]*"[^>]*>(?:<svg.*?</svg>)?([^<]+)')


def chips(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return CHIPS.findall(page.content.decode())


def test_filters_offer_names_and_no_id(signed, cast):
    client = signed("meridian", role="owner")
    assert chips(client, "/organizations/") == ["Level", "Status", "Parent"]
    assert chips(client, "/organizations/?below=north") == ["Parent: north", "Level", "Status"]


def test_a_link_with_an_id_is_shown_by_its_name_where_that_is_in_sight(signed, cast):
    client = signed("meridian", role="owner")
    northgate, far = cast.northgate.public_id, cast.mill.public_id
    assert chips(client, f"/organizations/?parent={northgate}") == ["Parent: Northgate", "Level", "Status", "Parent"]
    client = signed("northgate", role="owner")
    assert chips(client, f"/organizations/?parent={far}") == [f"Parent: {far}", "Level", "Status", "Parent"]


def test_filtering_by_a_part_of_the_parents_name(signed, cast):
    names = re.compile(r'<a class="row" href="[^"]+">([^<]*)</a>')
    page = signed("meridian", role="owner").get("/organizations/?below=ORTHG").content.decode()
    with system_actor("test"):
        below = Organization.objects.filter(parent=cast.northgate, is_house=False).order_by("name")
        assert names.findall(page) == [o.name for o in below]


def test_properties_are_words(signed, cast):
    page = signed("northgate", role="owner").get(f"/organizations/{cast.harbour.public_id}/").content.decode()
    labels = [re.sub("<[^>]+>", "", found) for found in re.findall(r"<dt>(.*?)</dt>", page)]
    assert "Language" in labels
    assert {"Revision", "House organization", "Parent id"} & set(labels) == set()
    assert ">English</dd>" in page or "Nederlands" in page


def test_counts_lead_to_exactly_these(signed, cast):
    client = signed("meridian", role="owner")
    links = re.compile(r'<div class="k"><a[^>]*href="([^"]+)"[^>]*>([^<]+)')
    own = links.findall(client.get(f"/organizations/{cast.meridian.public_id}/").content.decode())
    assert own == [("/organizations/?tier=partner", "Partners"), ("/organizations/?tier=customer", "End users")]
    below = links.findall(client.get(f"/organizations/{cast.northgate.public_id}/").content.decode())
    assert below == [(f"/organizations/?tier=customer&amp;parent={cast.northgate.public_id}", "End users")]


def test_the_person_comes_before_the_role(signed, cast):
    page = signed("northgate", role="owner").get("/members/add/").content.decode()
    assert page.index('name="email"') < page.index('name="name"') < page.index('name="roles"')
