"""What each place in the tree sees, through every way that Django offers."""

from __future__ import annotations

import pytest
from django.db import transaction

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import NoActor, ScopeViolation
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.tree.models import Organization

ALL = {"nucleus", "meridian", "polder", "northgate", "kestrel", "delta", "harbour", "bakery", "clinic", "mill"}


@pytest.fixture
def people(cast):
    with system_actor("test"):
        for slug, organization in cast.organizations.items():
            user = User(email=f"{slug}@example.test", name=f"CANARY-{slug}")
            user.save()
            Membership(organization=organization, user=user).save()
    return cast


def slugs(queryset):
    return {o.slug for o in queryset}


def test_nothing_without_an_actor(cast):
    with pytest.raises(NoActor):
        list(Organization.objects.all())


def test_a_queryset_made_without_an_actor_asks_when_it_runs(cast):
    queryset = Organization.objects.all()
    with cast.acting("harbour"):
        assert slugs(queryset.all()) == {"harbour", "northgate", "meridian", "nucleus"}
    with cast.acting("mill"):
        assert slugs(queryset.all()) == {"mill", "delta", "polder", "nucleus"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("nucleus", ALL),
        ("meridian", {"nucleus", "meridian", "northgate", "kestrel", "harbour", "bakery", "clinic"}),
        ("northgate", {"nucleus", "meridian", "northgate", "harbour", "bakery"}),
        ("bakery", {"nucleus", "meridian", "northgate", "bakery"}),
    ],
)
def test_the_tree_is_the_subtree_and_the_chain_upward(cast, who, seen):
    with cast.acting(who):
        assert slugs(Organization.objects.all()) == seen


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("nucleus", {"nucleus"}),
        ("meridian", {"meridian"}),
        ("northgate", {"northgate", "harbour", "bakery"}),
        ("harbour", {"harbour"}),
    ],
)
def test_detail_stops_above_the_partner(people, who, seen):
    with people.acting(who):
        assert {m.organization.slug for m in Membership.objects.select_related("organization")} == seen


def test_joins_filters_and_excludes_are_reduced(people):
    with people.acting("northgate"):
        rows = Membership.objects.select_related("organization", "user")
        assert {r.user.name for r in rows} == {"CANARY-northgate", "CANARY-harbour", "CANARY-bakery"}
        assert Membership.objects.filter(organization__parent__slug="kestrel").count() == 0
        assert Membership.objects.exclude(organization__slug="harbour").count() == 2
        assert User.objects.filter(memberships__organization__tier="customer").count() == 2
        assert (
            User.objects.exclude(memberships__organization__slug="harbour").filter(memberships__isnull=False).count()
            == 2
        )
        assert Organization.objects.filter(children__slug="clinic").count() == 0
        assert Organization.objects.get(slug="meridian").children.count() == 1


def test_a_foreign_row_can_be_neither_written_nor_deleted(people):
    with system_actor("test"):
        foreign = Membership.objects.get(organization__slug="clinic")
        own = Membership.objects.get(organization__slug="harbour")
    with people.acting("northgate"):
        with pytest.raises(ScopeViolation):
            foreign.delete()
        with pytest.raises(ScopeViolation), transaction.atomic():
            Membership(organization=people.clinic, user=own.user).save()
        with pytest.raises(ScopeViolation), transaction.atomic():
            Membership.objects.bulk_create([Membership(organization=people.mill, user=own.user, public_id="MBR-X")])
        with pytest.raises(ScopeViolation):
            Membership.objects.update(distributor_id=1)
        assert Membership.objects.filter(pk=foreign.pk).update(version=9) == 0


def test_a_bare_foreign_id_is_refused(people):
    with people.acting("northgate"), pytest.raises((ScopeViolation, Organization.DoesNotExist)):
        Membership(organization_id=people.clinic.pk, user_id=1).save()


def test_ancestor_columns_follow_the_organization(people):
    with system_actor("test"):
        row = Membership.objects.get(organization__slug="clinic")
    assert (row.distributor_id, row.partner_id, row.customer_id) == (
        people.meridian.pk,
        people.kestrel.pk,
        people.clinic.pk,
    )
    assert row.place == people.clinic.place


def test_an_organization_above_is_a_card_not_a_thing_to_change(cast):
    with cast.acting("harbour"):
        above = Organization.objects.get(slug="northgate")
        above.name = "Taken over"
        with pytest.raises(ScopeViolation):
            above.save()


def test_tiers_stand_under_their_own_kind_only(cast):
    with system_actor("test"), pytest.raises(ScopeViolation):
        Organization(slug="odd", name="Odd", tier="customer", parent=cast.meridian).save()
