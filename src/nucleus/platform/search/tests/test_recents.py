"""What a person opened last."""

from __future__ import annotations

import pytest

from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.actor import system_actor
from nucleus.platform.search.models import Recent
from nucleus.platform.search.recents import KEPT, Note, Recorder, recorder
from nucleus.platform.tree.models import Organization

ALL = ("organizations.view", "domains.view", "reports.view")


@pytest.fixture(autouse=True)
def _nothing_waits():
    """Notes of other tests are written (and rolled back with this one)."""
    yield
    recorder._waiting.clear()


def titles(client, address="/search/recent/"):
    """What the palette shows, in its order."""
    html = client.get(address).content.decode()
    return [part.split("</span>")[0] for part in html.split("<span>")[1:] if 'role="option"' in html]


def open_things(client, *organizations):
    """Opens pages of organizations, and writes the notes."""
    for organization in organizations:
        assert client.get(f"/organizations/{organization.public_id}/").status_code == 200
    recorder.flush()


def test_what_was_opened_comes_back_newest_first_and_once(indexed, signed):
    client = signed("northgate", *ALL)
    open_things(client, indexed.harbour)
    open_things(client, indexed.bakery)
    open_things(client, indexed.harbour)
    assert titles(client) == ["Harbour", "Bakery"]
    page = client.get("/search/").content.decode()
    assert page.index("<strong>Harbour</strong>") < page.index("<strong>Bakery</strong>")


def test_a_look_writes_nothing_before_its_answer_is_out(indexed, signed):
    client = signed("northgate", *ALL)
    client.get(f"/organizations/{indexed.harbour.public_id}/")
    assert Recent.objects.count() == 0
    assert recorder.flush() == 1
    assert recorder.flush() == 0
    assert Recent.objects.count() == 1


def test_lists_forms_and_what_is_out_of_sight_are_no_things(indexed, signed):
    client = signed("northgate", *ALL, "organizations.change")
    for address in ("/organizations/", f"/organizations/{indexed.harbour.public_id}/change/",
                    f"/organizations/{indexed.clinic.public_id}/", "/organizations/ORG-000000000000/"):  # fmt: skip
        client.get(address)
    assert recorder.flush() == 0


def test_everybody_has_an_own_list_and_sees_only_what_is_still_in_sight(indexed, signed):
    client, other = signed("northgate", *ALL), signed("northgate", *ALL)
    with system_actor("test"):
        thing = Domain.objects.get(name="harbour.example")
    open_things(client, indexed.harbour)
    client.get(f"/dmarc/domains/{thing.public_id}/")
    recorder.flush()
    assert titles(client) == ["harbour.example", "Harbour"]
    assert titles(other) == []
    with system_actor("test"):
        Organization.objects.filter(pk=indexed.harbour.pk).set_place(partner_id=indexed.delta.pk)
    assert titles(client) == []


def test_only_the_newest_are_kept(db):
    notes = Recorder()
    for number in range(KEPT + 5):
        notes.put(Note(1, 1, "organizations", f"ORG-{number:012}"))
        notes.flush()
    notes.put(Note(2, 1, "organizations", "ORG-000000000000"))
    notes.flush()
    kept = Recent.objects.filter(user=1).values_list("thing", flat=True)
    assert sorted(kept) == [f"ORG-{number:012}" for number in range(5, KEPT + 5)]
    assert Recent.objects.filter(user=2).count() == 1
