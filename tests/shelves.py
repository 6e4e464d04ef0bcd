"""A little room for the tests of frame and doors: a list of organizations with commands of every shape.

`shelves` (a fixture) hangs it into the registry for one test; `tests.shelves` is its root of addresses.
"""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework import serializers

from nucleus.config import urls as house
from nucleus.kernel.errors import Refused
from nucleus.kernel.references import Reference
from nucleus.kernel.registry import registry
from nucleus.platform.api.inputs import Input, LongText, TenantReference, list_of
from nucleus.platform.api.resources import api_routes
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table
from nucleus.platform.gate.command import Command
from nucleus.platform.tree.models import Organization, Status
from nucleus.platform.ui.routes import page_routes


class LineInput(Input):
    quantity = serializers.IntegerField(min_value=1)
    note = serializers.CharField(required=False, max_length=20)


class ShelfInput(Input):
    name = serializers.CharField(max_length=40, help_text="What it is called.")
    parent = TenantReference(Organization)
    notes = LongText(required=False, allow_blank=True)
    language = serializers.ChoiceField([("en", "English"), ("nl", "Nederlands")], default="en")
    is_house = serializers.BooleanField(default=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=10), required=False, max_length=5)
    lines = list_of(LineInput, most=3, required=False)


class RenameInput(Input):
    name = serializers.CharField(max_length=40)
    support_phone = serializers.CharField(max_length=40, required=False, allow_null=True, allow_blank=True)


def add_shelf(*, parent: Organization, name: str, **more: Any) -> Organization:
    """Add a shelf."""
    made = Organization(
        name=name, slug=name.lower(), tier="customer", parent=parent, language=more.get("language", "en")
    )
    made.save()
    return made


def rename_shelf(*, shelf: Organization, name: str, **more: Any) -> Organization:
    """Rename a shelf."""
    if name == "Locked":
        raise Refused("It is locked.")
    shelf.name, shelf.revision = name, shelf.revision + 1
    shelf.save()
    return shelf


def close_shelf(*, shelf: Organization) -> Organization:
    """Close a shelf."""
    if shelf.status == Status.CLOSED:
        raise Refused("It is closed already.")
    shelf.status, shelf.revision = Status.CLOSED, shelf.revision + 1
    shelf.save()
    return shelf


def drop_shelf(*, shelf: Organization) -> None:
    """Remove a shelf."""
    shelf.status = Status.CLOSED
    shelf.save()


COMMANDS = (
    Command(add_shelf, "shelves.add", {"input": ShelfInput}),
    Command(rename_shelf, "shelves.rename", {"input": RenameInput, "target": "shelf"}),
    Command(close_shelf, "shelves.close", {"target": "shelf"}),
    Command(drop_shelf, "shelves.drop", {"target": "shelf"}),
)

SHELVES = Table(
    name="shelves",
    label="Shelves",
    permission="shelves.view",
    rows=Organization.objects.all,
    page="/shelves/",
    api="/api/crm/shelves",
    address="/shelves/{public_id}/",
    type="shelf",
    revision="revision",
    columns=(
        Column("name", "Name", "main", sort=True, more=("slug",), options={"avatar": True}),
        Column(
            "status", "Status", "status", options={"choices": Status.choices, "tones": {"active": "ok"}}, priority=2
        ),
        Column("parent", "Parent", "text", source="parent__name", null=True, sort=True),
        Column("created_at", "Made", "datetime"),
        Column("revision", "Revision", "number", sort=True),
    ),
    filters=(
        Filter("status", "Status", choices=Status.choices),
        Filter("since", "Since", "day", source="created_at__date__gte"),
        Filter("house", "House", "yes_no", source="is_house"),
        Filter("least", "Least revision", "number", source="revision__gte"),
    ),
    search=("name",),
    sort="name",
    create=Act("shelves.add", "Add a shelf"),
    change=Act("shelves.rename", "Rename", done="Renamed."),
    remove=Act("shelves.drop", "Remove", kind="danger", confirm="It is gone for good."),
    acts=(Act("shelves.close", "Close", when={"status": ["active"]}, bulk=True, done="Closed."),),
    empty=Empty("boxes", "No shelves yet", "Add the first."),
)

ALL = ("shelves.view", *(c.name for c in COMMANDS))
handler404 = house.handler404
urlpatterns = [*page_routes(SHELVES), *api_routes(SHELVES), *house.urlpatterns]


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Table:
    """The room in the registry and its addresses in force."""
    settings.ROOT_URLCONF = "tests.shelves"
    commands = {**registry.commands._entries, **{c.name: c for c in COMMANDS}}
    monkeypatch.setattr(registry.commands, "_entries", commands)
    kinds = {"shelf": Reference("shelf", "Shelf", registry.references["organization"].find)}
    kinds["organization"] = registry.references["organization"]
    monkeypatch.setattr(registry.references, "_entries", {**registry.references._entries, **kinds})
    return SHELVES
