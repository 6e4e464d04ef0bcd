"""People coming to, changing in, and leaving an organization."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from nucleus.kernel.actor import acting, system_actor
from nucleus.kernel.errors import Denied, Invalid, NotVisible, Refused
from nucleus.platform.accounts.models import Membership, Session, User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.audit.models import Line
from nucleus.platform.organizations.commands import add_member, change_roles, remove_member

from .test_organizations import superadmin


def add(cast, slug, email="new@example.test", roles=("viewer",), **more):
    with system_actor("test"):
        return add_member(organization=cast.organizations[slug], email=email, roles=list(roles), **more)


def test_a_new_person_gets_a_password_that_must_be_changed(cast):
    with cast.acting("northgate", role="owner"):
        member = add_member(
            organization=cast.northgate, email=" New@Example.Test ", name="New  Person", roles=["helpdesk"]
        )
    user = User.objects.get(email="new@example.test")
    assert (user.name, user.must_change_password, user.language) == ("New Person", True, "")
    assert check_password(member.initial_password, user.password)
    assert member.permissions.split() == sorted(member.permissions.split())
    assert "members.view" in member.permissions.split()
    assert "members.add" not in member.permissions.split()
    with system_actor("test"):
        line = Line.objects.get()
        assert (line.action, line.object_id, line.object_label) == ("members.add", member.public_id, "new@example.test")
        assert member.initial_password not in str(line.changes)


def test_a_given_password_counts_as_chosen_and_is_written_nowhere(cast):
    add(cast, "northgate", password="Correct-Horse-9")
    user = User.objects.get(email="new@example.test")
    assert (user.must_change_password, check_password("Correct-Horse-9", user.password)) == (False, True)
    with system_actor("test"):
        assert "Correct-Horse-9" not in str(Line.objects.get().changes)


def test_an_existing_account_keeps_its_password_and_name(cast):
    add(cast, "northgate", name="First", password="Correct-Horse-9")
    member = add(cast, "delta", name="Other", roles=["owner"])
    assert (member.initial_password, User.objects.get().name, User.objects.count()) == ("", "First", 1)
    with pytest.raises(Refused):
        add(cast, "delta")


@pytest.mark.parametrize(
    ("giver", "role", "receiver", "given"),
    [
        ("nucleus", "administrator", "meridian", "owner"),
        ("meridian", "owner", "northgate", "owner"),
        ("northgate", "owner", "harbour", "owner"),
        ("northgate", "owner", "northgate", "owner"),
    ],
)
def test_those_directly_above_appoint(cast, giver, role, receiver, given):
    with cast.acting(giver, role=role):
        member = add_member(organization=cast.organizations[receiver], email="new@example.test", roles=[given])
    assert member.place == cast.organizations[receiver].place


@pytest.mark.parametrize(
    ("giver", "role", "receiver"),
    [
        ("nucleus", "administrator", "northgate"),
        ("meridian", "owner", "harbour"),
        ("northgate", "owner", "clinic"),
        ("northgate", "owner", "kestrel"),
        ("northgate", "owner", "meridian"),
        ("harbour", "owner", "northgate"),
        ("northgate", "helpdesk", "northgate"),
    ],
)
def test_nobody_else_appoints(cast, giver, role, receiver):
    with cast.acting(giver, role=role), pytest.raises(Denied):
        add_member(organization=cast.organizations[receiver], email="new@example.test", roles=["viewer"])
    assert User.objects.count() == 0


def test_no_role_grants_what_its_giver_lacks(cast):
    with cast.acting("northgate", "members.add", "members.view", "organizations.view"), pytest.raises(Denied) as caught:
        add_member(organization=cast.northgate, email="new@example.test", roles=["owner"])
    assert "allow more than yours" in caught.value.detail
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("roles", "email"), [(["king"], "a@b.example"), ([], "a@b.example"), (["viewer"], "no address"), (["viewer"], "")]
)
def test_wrong_input_names_its_field(cast, roles, email):
    with cast.acting("northgate", role="owner"), pytest.raises(Invalid) as caught:
        add_member(organization=cast.northgate, email=email, roles=roles)
    assert list(caught.value.errors) == ["roles" if email == "a@b.example" else "email"]


def test_the_superadmin_appoints_anywhere_and_is_nobodys_member(cast):
    with acting(superadmin()):
        assert (
            add_member(organization=cast.clinic, email="new@example.test", roles=["owner"]).place == cast.clinic.place
        )
    root = User(email="root@example.test", name="Root", is_superadmin=True)
    root.save()
    with pytest.raises(Invalid):
        add(cast, "northgate", email="root@example.test")


def test_roles_change_permissions_and_version(cast):
    add(cast, "northgate", email="owner@example.test", roles=["owner"])
    member = add(cast, "northgate")
    with cast.acting("northgate", role="owner"):
        changed = change_roles(member=Membership.objects.get(pk=member.pk), roles=["owner", "sales", "owner"])
    assert (changed.roles, changed.version) == (["owner", "sales"], 2)
    assert "members.add" in changed.permissions.split()


def test_the_last_manager_stays(cast):
    owner = add(cast, "northgate", roles=["owner"])
    with cast.acting("northgate", role="owner"):
        with pytest.raises(Refused):
            change_roles(member=owner, roles=["viewer"])
        with pytest.raises(Refused):
            remove_member(member=owner)
    add(cast, "northgate", email="second@example.test", roles=["owner"])
    with cast.acting("northgate", role="owner"):
        assert remove_member(member=owner).is_active is False


def test_who_leaves_loses_the_sessions_there_and_can_come_back(cast):
    add(cast, "northgate", email="owner@example.test", roles=["owner"])
    member, other = add(cast, "northgate"), add(cast, "delta")
    here, _ = start_session(member.user, member, address="", agent="")
    there, _ = start_session(member.user, other, address="", agent="")
    with cast.acting("northgate", role="owner"):
        remove_member(member=Membership.objects.get(pk=member.pk))
        with pytest.raises(Refused):
            change_roles(member=Membership.objects.get(pk=member.pk), roles=["viewer"])
    ended = dict(Session.objects.values_list("pk", "revoked_at"))
    assert (ended[here.pk] is not None, ended[there.pk]) == (True, None)
    assert add(cast, "northgate", roles=["sales"]).pk == member.pk


def test_a_foreign_member_is_not_there(cast):
    foreign = add(cast, "clinic")
    with cast.acting("northgate", role="owner"), pytest.raises(NotVisible):
        change_roles(member=foreign, roles=["owner"])


def test_nobody_is_added_to_a_closed_organization(cast):
    cast.clinic.status = "closed"
    with pytest.raises(Refused):
        add(cast, "clinic")
