"""Who ordered a job acts in it with the permissions of the moment, or not at all."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import Actor, Kind, system_actor
from nucleus.platform.accounts.actors import actor_of
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.jobs.envelope import NoLongerAllowed, open_actor, seal_actor
from nucleus.platform.tree.models import Organization


@pytest.fixture
def member(cast):
    with system_actor("test"):
        user = User(email="anna@example.test", name="Anna")
        user.save()
        made = Membership(organization=cast.harbour, user=user, permissions="a.view b.make")
        made.save()
    return made


def change(model, pk, **values):
    with system_actor("test"):
        model.objects.filter(pk=pk).update(**values)


def test_permissions_are_those_of_the_moment(member):
    sealed = seal_actor(actor_of(member))
    assert sealed["permissions"] == []
    change(Membership, member.pk, permissions="a.view c.make")
    assert open_actor(sealed).permissions == {"a.view", "c.make"}
    assert open_actor(sealed).place == member.organization.place


@pytest.mark.parametrize("how", ["membership", "user", "organization", "gone"])
def test_whoever_has_ended_does_not_act(member, how):
    sealed = seal_actor(actor_of(member))
    if how == "membership":
        change(Membership, member.pk, is_active=False)
    elif how == "user":
        change(User, member.user_id, is_active=False)
    elif how == "organization":
        change(Organization, member.organization_id, status="closed")
    else:
        sealed["membership"] = 0
    with pytest.raises(NoLongerAllowed):
        open_actor(sealed)


def test_the_superadmin(db):
    user = User(email="root@example.test", name="Root", is_superadmin=True)
    user.save()
    sealed = seal_actor(Actor(Kind.SUPERADMIN, "Root", user.public_id, user.pk))
    assert "jobs.retry" in open_actor(sealed).permissions
    change(User, user.pk, is_superadmin=False)
    with pytest.raises(NoLongerAllowed):
        open_actor(sealed)
