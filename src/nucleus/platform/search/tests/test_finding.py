"""Who finds what: never more than one may see."""

from __future__ import annotations

import pytest

from nucleus.dmarc.domains.commands import register_domain, remove_domain
from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.clock import now
from nucleus.platform.gate.models import Opening
from nucleus.platform.jobs.relay import relay_waiting
from nucleus.platform.organizations.commands import add_organization, change_organization
from nucleus.platform.search.indexing import add_new, rebuild, sources
from nucleus.platform.search.models import Document
from nucleus.platform.search.queries import by_public_id, find
from nucleus.platform.tree.models import Organization

ALL = ("organizations.view", "members.view", "domains.view", "reports.view", "messages.view")


def found(text, **options):
    """Titles by kind, sorted."""
    return {group.name: sorted(item.title for item in group.items) for group in find(text, **options)}


@pytest.mark.parametrize(
    ("slug", "titles"),
    [
        ("nucleus", {"domains": ["harbour-own.example"], "organizations": ["Harbour"]}),
        ("meridian", {"organizations": ["Harbour"]}),
        ("polder", {}),
        ("northgate", {"domains": ["harbour.example"], "organizations": ["Harbour"]}),
        ("kestrel", {"domains": ["harbour-clinic.example"]}),
        ("harbour", {"domains": ["harbour.example"], "organizations": ["Harbour"]}),
        ("bakery", {}),
        ("clinic", {"domains": ["harbour-clinic.example"]}),
    ],
)
def test_everybody_finds_what_is_in_sight(indexed, slug, titles):
    with indexed.acting(slug, *ALL):
        assert found("harbour") == titles


def test_who_may_not_view_a_kind_finds_none_of_it(indexed):
    with indexed.acting("harbour", "organizations.view"):
        assert found("harbour") == {"organizations": ["Harbour"]}
    with indexed.acting("harbour"):
        assert found("harbour") == {}


def test_the_superadmin_finds_the_tree_and_no_business_rows(indexed):
    with acting(Actor(Kind.SUPERADMIN, "superadmin", "USR-super", permissions=frozenset(ALL))):
        assert found("harbour") == {"organizations": ["Harbour"]}


def test_an_opening_shows_the_detail_of_its_customer_while_it_lasts(indexed):
    with system_actor("test"):
        opening = Opening(
            organization=indexed.harbour, grantee_id=indexed.meridian.pk, until=now().replace(year=now().year + 1)
        )
        opening.save()
    with indexed.acting("meridian", *ALL):
        assert found("harbour", only="domains") == {"domains": ["harbour.example"]}
    with system_actor("test"):
        Opening.objects.filter(pk=opening.pk).update(until=now())
    with indexed.acting("meridian", *ALL):
        assert found("harbour", only="domains") == {}


def test_without_the_scope_in_the_statement_or_in_the_rows_nothing_leaks(indexed, monkeypatch):
    """Three walls stand behind each other; with the first two down the rows themselves still refuse."""
    monkeypatch.setattr("nucleus.platform.search.queries.reach", lambda source, actor: [f"_{source.name}"])
    monkeypatch.setattr("nucleus.platform.search.queries.in_scope", lambda source, actor: True)
    with indexed.acting("bakery", *ALL):
        assert found("harbour") == {}
    with indexed.acting("meridian", *ALL):
        assert found("harbour") == {"organizations": ["Harbour"]}


def test_the_scope_in_the_statement_is_a_wall_by_itself(indexed, monkeypatch):
    monkeypatch.setattr("nucleus.platform.search.queries.reach", lambda source, actor: [f"_{source.name}"])
    read = []
    monkeypatch.setattr(
        "nucleus.platform.search.queries.read_rows", lambda source, keys: read.append((source.name, keys)) or {}
    )
    with indexed.acting("bakery", *ALL):
        assert found("harbour") == {}
    assert read == []


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("harb", {"domains": ["harbour.example"], "organizations": ["Harbour"]}),
        ("example harbour", {"domains": ["harbour.example"]}),
        ("HARBOUR", {"domains": ["harbour.example"], "organizations": ["Harbour"]}),
        ("brulee", {"domains": ["brûlée-bakery.example"]}),
        ("BRÛLÉE", {"domains": ["brûlée-bakery.example"]}),
        ("arbour", {}),
        ("h", {}),
        ("harbour bakery", {}),
        ("", {}),
    ],
)
def test_words_begin_words_and_all_must_fit(indexed, question, titles):
    with indexed.acting("northgate", *ALL):
        assert found(question) == titles


@pytest.mark.parametrize(
    "question",
    ['"', '"harbour', "harbour*", "NEAR(harbour example)", "text: harbour", "^harbour", "harbour OR mill", "a" * 9999,
     "harbour AND", "NOT harbour", "(((", "{}", "\\", "harbour\x00", "%s %d", "'harbour'", "-harbour", "🏭",
     "_organizations",     "'a' & !'b'", "harbour:*", "<->"],
)  # fmt: skip
def test_no_question_is_a_query(indexed, question):
    with indexed.acting("harbour", *ALL):
        titles = {title for items in found(question).values() for title in items}
    assert titles <= {"Harbour", "harbour.example"}


def test_a_public_id_leads_to_its_thing_in_sight_only(indexed):
    with indexed.acting("northgate", *ALL):
        thing = by_public_id(f" {indexed.harbour.public_id.lower()} ")
        assert (thing.title, thing.url) == ("Harbour", f"/organizations/{indexed.harbour.public_id}/")
        assert by_public_id(indexed.clinic.public_id) is None
        assert by_public_id("ORG-000000000000") is None
        assert found(indexed.harbour.public_id) == {"organizations": ["Harbour"]}
    with indexed.acting("northgate", "domains.view"):
        assert by_public_id(indexed.harbour.public_id) is None


def test_events_keep_the_index_up(cast):
    with system_actor("test"):
        made = add_organization(parent=cast.northgate, name="Lighthouse Café")
        domain = register_domain(organization=made, name="lamp.example")
        while relay_waiting():
            pass
    with cast.acting("northgate", *ALL):
        assert found("cafe") == {"organizations": ["Lighthouse Café"]}
        assert found("lamp") == {"domains": ["lamp.example"]}
    with system_actor("test"):
        change_organization(organization=made, name="Beacon", slug="beacon")
        remove_domain(domain=domain)
        while relay_waiting():
            pass
    with cast.acting("northgate", *ALL):
        assert found("cafe") == {}
        assert found("beacon") == {"organizations": ["Beacon"]}
        assert found("lamp") == {}


def test_a_move_is_followed_by_the_database_itself(indexed):
    """Whoever moves an organization rewrites the place of all its rows, documents among them; nothing else is asked."""
    place = {"partner_id": indexed.delta.pk, "distributor_id": indexed.polder.pk}
    with system_actor("test"):
        Organization.objects.filter(pk=indexed.harbour.pk).set_place(**place)
        for model in (Domain, Document):
            model.objects.filter(organization=indexed.harbour).set_place(**place)
    with indexed.acting("northgate", *ALL):
        assert found("harbour") == {}
    with indexed.acting("delta", *ALL):
        assert found("harbour") == {"domains": ["harbour.example"], "organizations": ["Harbour"]}


def test_a_stale_document_shows_nothing_and_the_rebuild_mends_it(indexed):
    with system_actor("test"):
        Organization.objects.filter(pk=indexed.harbour.pk).update(name="Quay")
        Domain.objects.filter(name="harbour.example").update(removed_at=now())
        Document.objects.filter(kind="organizations", object=indexed.mill.pk).delete()
    with indexed.acting("northgate", *ALL):
        assert found("harbour") == {"organizations": ["Quay"]}
    before = Document.objects
    with system_actor("test"):
        assert rebuild() == {"organizations": 10, "members": 0, "domains": 4, "reports": 0, "messages": 0}
        assert before.count() == 14
    with indexed.acting("northgate", *ALL):
        assert found("harbour") == {"organizations": ["Quay"]}
        assert found("quay") == {"organizations": ["Quay"]}
    with indexed.acting("delta", *ALL):
        assert found("mill", only="organizations") == {"organizations": ["Mill"]}


def test_the_rebuild_goes_in_batches_and_forgets_sources_that_are_gone(indexed, monkeypatch):
    monkeypatch.setattr("nucleus.platform.search.indexing.BATCH", 3)
    with system_actor("test"):
        Document(organization=indexed.harbour, kind="bygone", object=1, words="harbour").save()
        Document(organization=indexed.harbour, kind="domains", object=10**9, words="harbour").save()
        rebuild()
        kinds = {source.name for source in sources()}
        assert set(Document.objects.values_list("kind", flat=True)) <= kinds
        assert sorted(Document.objects.filter(kind="domains").values_list("object", flat=True)) == sorted(
            Domain.objects.values_list("pk", flat=True)
        )
        rows = dict(Document.objects.filter(kind="organizations").values_list("object", "words"))
    assert rows.keys() == {o.pk for o in indexed.organizations.values()}


def test_new_rows_are_added_behind_the_newest_document(indexed):
    domains = next(source for source in sources() if source.name == "domains")
    with system_actor("test"):
        Domain(organization=indexed.bakery, name="rye.example").save()
        assert add_new(domains) == 1
        assert add_new(domains) == 0
    with indexed.acting("bakery", *ALL):
        assert found("rye") == {"domains": ["rye.example"]}


def test_a_wide_list_searches_by_the_index_and_a_narrow_one_by_any_part_of_the_text(indexed, signed):
    def names(slug, text):
        answer = signed(slug, *ALL).get("/api/crm/organizations", {"q": text})
        return [row["name"] for row in answer.json()["items"]]

    assert names("nucleus", "harb") == ["Harbour"]
    assert names("nucleus", "arbour") == []
    assert names("northgate", "arbour") == ["Harbour"]
    assert names("polder", "harb") == []
    assert names("nucleus", "'; --") == []
