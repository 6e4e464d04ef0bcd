"""The gate: permission, read-only actors, one transaction for effect, audit line, events and key."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from nucleus.kernel.actor import acting, system_actor
from nucleus.kernel.errors import Denied, Invalid, KeyReused, NotVisible
from nucleus.kernel.events import Event
from nucleus.kernel.references import Reference
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.models import IdempotencyKey, Outbox
from nucleus.platform.gate.trace import emit
from nucleus.platform.tree.models import Organization


@dataclass(frozen=True, slots=True)
class Renamed(Event):
    event_name = "test.renamed"
    organization: str


class RenameInput:
    @classmethod
    def clean_input(cls, data, *, partial=False):
        if not data.get("name"):
            raise Invalid({"name": ["This field is required."]})
        return {"name": data["name"]}


def rename(*, organization: Organization, name: str) -> Organization:
    """Renames an organization."""
    organization.name = name
    organization.save()
    emit(Renamed(organization=organization.public_id))
    if name == "explode":
        raise RuntimeError(name)
    return organization


rename_organization = Command(rename, "test.rename", {"input": RenameInput, "target": "organization"})


@pytest.fixture
def find_organization(monkeypatch):
    reference = Reference("organization", "Organization", lambda i: Organization.objects.get(public_id=i))
    entries = {**registry.references._entries, "organization": reference}
    monkeypatch.setattr(registry.references, "_entries", entries)


def test_leaves_line_and_event_with_the_effect(cast):
    with cast.acting("northgate", "test.rename"):
        rename_organization(organization=Organization.objects.get(slug="harbour"), name="Harbour 2")
    with system_actor("test"):
        line = Line.objects.get()
        out = Outbox.objects.get()
    assert (line.action, line.organization_id, line.object_id) == (
        "test.rename",
        cast.harbour.pk,
        cast.harbour.public_id,
    )
    assert line.changes == {"name": ["Harbour", "Harbour 2"]}
    assert line.actor_label == "northgate person"
    assert (out.name, out.payload) == ("test.renamed", {"organization": cast.harbour.public_id})


def test_leaves_nothing_of_what_failed(cast):
    with cast.acting("northgate", "test.rename"), pytest.raises(RuntimeError):
        rename_organization(organization=Organization.objects.get(slug="harbour"), name="explode")
    with system_actor("test"):
        assert (Line.objects.count(), Outbox.objects.count()) == (0, 0)
        assert Organization.objects.get(slug="harbour").name == "Harbour"


def test_asks_permission_and_refuses_lookers(cast):
    with cast.acting("northgate"), pytest.raises(Denied):
        rename_organization(organization=cast.harbour, name="x")
    with acting(cast.actor("northgate", "test.rename").looking()), pytest.raises(Denied):
        rename_organization(organization=cast.harbour, name="x")


def test_a_thing_out_of_sight_is_not_there(cast):
    with system_actor("test"):
        user = User(email="a@example.test", name="A")
        user.save()
        foreign = Membership(organization=cast.clinic, user=user)
        foreign.save()
    touch = Command(lambda *, membership: membership, "test.touch", {})
    with cast.acting("northgate", "test.touch"), pytest.raises(NotVisible):
        touch(membership=foreign)


def test_bad_input_names_the_field(cast):
    with cast.acting("northgate", "test.rename"), pytest.raises(Invalid) as caught:
        rename_organization.submit({"name": ""}, organization=cast.harbour)
    assert caught.value.errors == {"name": ["This field is required."]}


def test_a_key_has_one_effect(cast, find_organization):
    with cast.acting("northgate", "test.rename"):
        harbour = Organization.objects.get(slug="harbour")
        first = rename_organization.submit({"name": "Once"}, key="k1", organization=harbour)
        again = rename_organization.submit({"name": "Once"}, key="k1", organization=harbour)
        with pytest.raises(KeyReused):
            rename_organization.submit({"name": "Twice"}, key="k1", organization=harbour)
    assert first.pk == again.pk
    with system_actor("test"):
        assert (Line.objects.count(), IdempotencyKey.objects.count()) == (1, 1)


def test_a_failed_command_leaves_its_key_free(cast, find_organization):
    with cast.acting("northgate", "test.rename"):
        harbour = Organization.objects.get(slug="harbour")
        with pytest.raises(RuntimeError):
            rename_organization.submit({"name": "explode"}, key="k2", organization=harbour)
        harbour.refresh_from_db()
        assert rename_organization.submit({"name": "Fine"}, key="k2", organization=harbour).name == "Fine"


def test_an_inner_command_names_the_outer_one(cast):
    def outer(*, organization: Organization) -> Organization:
        """Calls another."""
        return rename_organization(organization=organization, name="Inner")

    both = Command(outer, "test.outer", {"target": "organization"})
    with cast.acting("northgate", "test.outer", "test.rename"):
        both(organization=Organization.objects.get(slug="harbour"))
    with system_actor("test"):
        inner = Line.objects.get(action="test.rename")
        assert inner.parent_line == Line.objects.get(action="test.outer").pk
