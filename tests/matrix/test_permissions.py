"""The permissions of the shipped roles against the policy written by hand."""

from __future__ import annotations

from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SHIPPED
from tests.matrix.policy import policy, roles_of


def test_every_permission_is_in_the_policy_and_the_other_way_round():
    assert set(registry.permissions) == set(policy()["permissions"])


def test_each_permission_is_held_by_exactly_the_roles_of_the_policy():
    stands = {name: set(permission.roles) for name, permission in registry.permissions.items()}
    wanted = {name: set(roles_of(text)) for name, text in policy()["permissions"].items()}
    differ = {n: sorted(stands[n] ^ wanted[n]) for n in stands.keys() & wanted.keys() if stands[n] != wanted[n]}
    assert differ == {}


def test_the_shipped_roles_are_those_of_the_policy():
    assert {t.value: list(r) for t, r in SHIPPED.items()} == {t: r.split() for t, r in policy()["roles"].items()}


def test_every_command_is_guarded_by_a_permission_of_its_name_or_is_about_oneself():
    unguarded = [n for n, command in registry.commands.items() if not command.own and n not in registry.permissions]
    assert unguarded == []


def test_every_permission_is_a_reading_or_a_command():
    strange = [n for n in registry.permissions if not n.endswith(".view") and n not in registry.commands]
    assert strange == []
