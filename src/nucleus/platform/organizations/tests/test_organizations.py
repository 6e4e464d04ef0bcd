"""Adding and changing organizations."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.errors import Denied, Invalid, Refused
from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SUPERADMIN
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.models import Outbox
from nucleus.platform.organizations.commands import (
    add_organization,
    change_organization,
    close_organization,
    reactivate_organization,
    suspend_organization,
)
from nucleus.platform.tree.models import Organization


def superadmin():
    held = frozenset(name for name, p in registry.permissions.items() if SUPERADMIN in p.roles)
    return Actor(Kind.SUPERADMIN, "root", "USR-root", permissions=held)


def test_the_tier_follows_from_the_parent_and_the_rest_from_the_card_above(cast):
    with cast.acting("northgate", role="owner"):
        made = add_organization(parent=cast.northgate, name="  Oak &  Finch  Bakery ")
    assert (made.tier, made.name, made.slug) == ("customer", "Oak & Finch Bakery", "oak-finch-bakery")
    assert (made.language, made.timezone) == ("", "")  # left to the settings
    assert made.place.chain == (cast.meridian.pk, cast.northgate.pk)
    with system_actor("test"):
        line = Line.objects.get()
        assert (line.action, line.object_id, line.organization_id) == (
            "organizations.add",
            made.public_id,
            cast.northgate.pk,
        )
        assert Outbox.objects.get().payload == {
            "organization": made.public_id, "tier": "customer", "parent": cast.northgate.public_id,
        }  # fmt: skip


def test_short_names_are_unique_in_the_house_also_out_of_sight(cast):
    with cast.acting("northgate", role="owner"):
        assert [add_organization(parent=cast.northgate, name="Mill").slug for _ in range(2)] == ["mill-2", "mill-3"]
        assert add_organization(parent=cast.northgate, name="API").slug == "api-customer"
        assert add_organization(parent=cast.northgate, name="!!!").slug == "new-customer"
        with pytest.raises(Invalid) as caught:
            add_organization(parent=cast.northgate, name="Other", slug="mill")
    assert caught.value.errors == {"slug": ["This is taken already."]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Not A Slug"), ("slug", "admin"), ("language", "xx"), ("timezone", "Mars/Olympus"),
        ("support_email", "nobody"), ("support_phone", "1" * 41),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_names_its_field(cast, field, value):
    with cast.acting("northgate", role="owner"), pytest.raises(Invalid) as caught:
        add_organization(parent=cast.northgate, name="Fine", **{field: value})
    assert list(caught.value.errors) == [field]
    with cast.acting("northgate", role="owner"), pytest.raises(Invalid) as caught:
        change_organization(organization=cast.harbour, **{field: value})
    assert list(caught.value.errors) == [field]


def test_an_empty_name_is_refused(cast):
    with cast.acting("northgate", role="owner"), pytest.raises(Invalid) as caught:
        add_organization(parent=cast.northgate, name=" \t")
    assert list(caught.value.errors) == ["name"]


def test_direct_business_runs_over_hidden_houses(cast):
    with cast.acting("nucleus", role="administrator"):
        first = add_organization(parent=cast.nucleus, name="Direct One", tier="customer")
        second = add_organization(parent=cast.nucleus, name="Direct Two", tier="customer")
    with system_actor("test"):
        house = Organization.objects.get(pk=first.partner_id)
        above = Organization.objects.get(pk=first.distributor_id)
        assert (house.is_house, above.is_house, house.parent_id, above.parent_id) == (
            True,
            True,
            above.pk,
            cast.nucleus.pk,
        )
        assert second.partner_id == first.partner_id
        assert Organization.objects.filter(is_house=True).count() == 2


@pytest.mark.parametrize(
    ("parent", "tier"), [("northgate", "partner"), ("harbour", ""), ("meridian", "company"), ("meridian", "x")]
)
def test_other_tiers_do_not_stand_there(cast, parent, tier):
    with system_actor("test"), pytest.raises(Invalid) as caught:
        add_organization(parent=cast.organizations[parent], name="Odd", tier=tier)
    assert list(caught.value.errors) == ["tier"]


@pytest.mark.parametrize("parent", ["meridian", "kestrel", "nucleus"])
def test_nobody_adds_above_or_beside(cast, parent):
    with cast.acting("northgate", role="owner"), pytest.raises(Denied):
        add_organization(parent=cast.organizations[parent], name="Odd")


@pytest.mark.parametrize(("who", "role"), [("northgate", "viewer"), ("northgate", "helpdesk"), ("harbour", "owner")])
def test_only_sellers_add(cast, who, role):
    with cast.acting(who, role=role), pytest.raises(Denied):
        add_organization(parent=cast.organizations[who], name="Odd")


def test_the_superadmin_adds_and_changes(cast):
    with acting(superadmin()):
        made = add_organization(parent=cast.meridian, name="New partner")
        assert change_organization(organization=made, name="Newer").name == "Newer"


def test_the_card_is_changed_by_itself_and_from_above(cast):
    with cast.acting("harbour", role="owner"):
        change_organization(organization=cast.harbour, support_email="help@harbour.example")
        with pytest.raises(Denied):
            change_organization(organization=Organization.objects.get(slug="northgate"), name="Mine")
    with cast.acting("northgate", role="owner"):
        change_organization(organization=Organization.objects.get(slug="harbour"), name="Harbour 2")
    with system_actor("test"):
        harbour = Organization.objects.get(slug="harbour")
        assert (harbour.name, harbour.support_email, harbour.revision) == ("Harbour 2", "help@harbour.example", 3)
        assert [line.changes for line in Line.objects.order_by("pk")] == [
            {"support_email": ["", "help@harbour.example"]},
            {"name": ["Harbour", "Harbour 2"]},
        ]


@pytest.mark.parametrize(
    ("status", "act", "result"),
    [
        ("active", suspend_organization, "suspended"),
        ("active", reactivate_organization, None),
        ("active", close_organization, "closed"),
        ("suspended", suspend_organization, None),
        ("suspended", reactivate_organization, "active"),
        ("suspended", close_organization, "closed"),
        ("closed", suspend_organization, None),
        ("closed", reactivate_organization, "active"),
        ("closed", close_organization, None),
    ],
)
def test_every_cell_of_the_states(cast, status, act, result):
    with system_actor("test"):
        Organization.objects.filter(pk=cast.harbour.pk).update(status=status)
        harbour = Organization.objects.get(pk=cast.harbour.pk)
    with cast.acting("northgate", role="owner"):
        if result is None:
            with pytest.raises(Refused):
                act(organization=harbour)
        else:
            assert act(organization=harbour).status == result
    with system_actor("test"):
        assert Organization.objects.get(pk=harbour.pk).status == (result or status)


def test_nobody_suspends_himself_or_the_company(cast):
    with cast.acting("northgate", role="owner"), pytest.raises(Denied):
        suspend_organization(organization=cast.northgate)
    with acting(superadmin()), pytest.raises(Refused):
        suspend_organization(organization=cast.nucleus)


def test_closing_waits_for_those_below(cast):
    with cast.acting("meridian", role="owner"):
        with pytest.raises(Refused):
            close_organization(organization=cast.kestrel)
        close_organization(organization=cast.clinic)
        assert close_organization(organization=cast.kestrel).status == "closed"
        with pytest.raises(Refused):
            reactivate_organization(organization=Organization.objects.get(slug="clinic"))
        with pytest.raises(Refused):
            add_organization(parent=cast.kestrel, name="Late")


def test_who_is_suspended_looks_and_changes_nothing(cast):
    from dataclasses import replace

    actor = replace(cast.actor("northgate", role="owner"), suspended=True)
    with acting(actor), pytest.raises(Denied) as caught:
        add_organization(parent=cast.northgate, name="Odd")
    assert "suspended" in caught.value.detail
    assert not add_organization.may(actor)
