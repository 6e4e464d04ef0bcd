"""An installation of the first release keeps its themes: each becomes a published design with its version."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nucleus.kernel.actor import system_actor

FIRST, DESIGNS = ("branding", "0001_initial"), ("branding", "0002_designs")


@pytest.fixture
def first_release(transactional_db: None) -> Iterator[MigrationExecutor]:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([FIRST])
    yield MigrationExecutor(connection)
    MigrationExecutor(connection).migrate(leaves)


def test_published_themes_become_designs(first_release: MigrationExecutor) -> None:
    old = first_release.loader.project_state([FIRST]).apps
    organizations, themes = old.get_model("tree", "Organization"), old.get_model("branding", "StoredTheme")
    with system_actor("test"):
        company = organizations.objects.create(public_id="ORG-1", slug="nucleus", name="Nucleus", tier="company")
        partner = organizations.objects.create(
            public_id="ORG-2", slug="northgate", name="Northgate", tier="partner", parent=company
        )
        organizations.objects.filter(pk=partner.pk).update(partner_id=partner.pk)
        partner.refresh_from_db()
        themes.objects.create(
            public_id="THM-1", organization=partner, seed="#aa2211", brand_name="North", is_published=True,
            texts={"customer": {"heading": "Welcome"}},
        )  # fmt: skip
    new = first_release.migrate([DESIGNS]).apps
    with system_actor("test"):
        found = {design.kind: design for design in new.get_model("branding", "Design").objects.all()}
        versions = new.get_model("branding", "DesignVersion").objects.count()
    assert {kind: (d.published["values"].get("seed"), d.version, d.partner_id) for kind, d in found.items()} == {
        "theme": ("#aa2211", 1, partner.pk),
        "sign-in-customer": (None, 1, partner.pk),
    }
    assert found["sign-in-customer"].published["values"] == {"panel_heading": "Welcome"}
    assert versions == 2
