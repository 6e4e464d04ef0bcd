"""Roles compiled into memberships."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucleus.kernel.actor import Tier, system_actor
from nucleus.kernel.errors import Invalid
from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SHIPPED, SUPERADMIN
from nucleus.platform.access.compilation import declared_digest, recompile_permissions
from nucleus.platform.access.models import Compilation
from nucleus.platform.access.roles import ROLES, permissions_of, role_label
from nucleus.platform.accounts.models import Membership, User


def test_every_shipped_role_has_words():
    assert {t: tuple(names) for t, names in ROLES.items()} == SHIPPED
    assert all(str(r.label) and str(r.description) for names in ROLES.values() for r in names.values())


def test_permissions_name_only_roles_that_are_shipped():
    known = {r.key for names in ROLES.values() for r in names.values()} | {SUPERADMIN}
    assert {n: p.roles - known for n, p in registry.permissions.items() if p.roles - known} == {}


def test_viewers_and_auditors_hold_no_command():
    for tier, role in (
        (Tier.COMPANY, "auditor"),
        (Tier.DISTRIBUTOR, "viewer"),
        (Tier.PARTNER, "viewer"),
        (Tier.CUSTOMER, "viewer"),
    ):
        assert {p for p in permissions_of(tier, [role]) if not p.endswith(".view")} == set()


def test_two_roles_add_up_and_a_strange_one_is_refused():
    both = permissions_of(Tier.PARTNER, ["owner", "viewer"])
    assert both == permissions_of(Tier.PARTNER, ["owner"]) | permissions_of(Tier.PARTNER, ["viewer"])
    with pytest.raises(Invalid):
        permissions_of(Tier.PARTNER, ["administrator"])
    assert (role_label("partner", "owner"), role_label("partner", "gone")) == ("Owner", "gone")


@pytest.fixture
def members(cast):
    with system_actor("test"):
        made = {}
        for slug, role in (("northgate", "owner"), ("delta", "owner"), ("harbour", "viewer")):
            user = User(email=f"{slug}@example.test", name=slug)
            user.save()
            made[slug] = Membership(organization=cast.organizations[slug], user=user, roles=[role])
            made[slug].save()
    return made


def test_stale_rows_are_compiled_once_and_again_only_after_a_change(members):
    with system_actor("test"):
        Membership.objects.filter(pk=members["northgate"].pk).update(permissions="old.permission")
        Membership.objects.filter(pk=members["harbour"].pk).update(roles=["viewer", "gone"])
    Compilation.objects.update_or_create(pk=1, defaults={"digest": "other release"})
    assert recompile_permissions() == 1
    with system_actor("test"):
        held = {m.user.name: (m.permissions, m.version) for m in Membership.objects.select_related("user")}
    assert held["northgate"] == (held["delta"][0], 2)
    assert held["harbour"] == (" ".join(sorted(permissions_of(Tier.CUSTOMER, ["viewer"]))), 1)
    assert Compilation.objects.get().digest == declared_digest()
    with CaptureQueriesContext(connection) as queries:
        assert recompile_permissions() == 0
    assert len(queries) == 1
