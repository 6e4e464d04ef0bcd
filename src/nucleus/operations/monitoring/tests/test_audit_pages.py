"""The audit trail on pages and in the API: of the own organization, and of all for the superadmin."""

from __future__ import annotations

import pytest
from django.test import Client

from nucleus.kernel.actor import system_actor
from nucleus.operations.monitoring.queries import Change, changes_of
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.command import Command
from nucleus.platform.tree.models import Organization


def rename(*, organization: Organization, name: str) -> Organization:
    """Renames."""
    organization.name = name
    organization.save()
    return organization


rename_it = Command(rename, "test.rename", {"target": "organization"})


@pytest.fixture
def lines(cast):
    with cast.acting("northgate", "test.rename"):
        rename_it(organization=Organization.objects.get(slug="northgate"), name="North <i>Gate</i>")
        rename_it(organization=Organization.objects.get(slug="harbour"), name="Harbour 2")
    with system_actor("test"):
        return {line.organization.slug: line for line in Line.objects.select_related("organization")}


@pytest.fixture
def superadmin(cast):
    user = User(email="root@example.test", name="Root", is_superadmin=True, timezone="UTC")
    user.save()
    _session, token = start_session(user, None, address="127.0.0.1", agent="test")
    client = Client()
    client.cookies["nucleus_session"] = token
    return client


def test_an_organization_sees_its_own_lines_only(signed, lines):
    page = signed("northgate", "audit.view").get("/audit/").content.decode()
    assert "North &lt;i&gt;Gate&lt;/i&gt;" in page
    assert "Harbour 2" not in page
    assert signed("northgate").get("/audit/").status_code == 403


def test_the_superadmin_sees_all_lines(superadmin, lines):
    page = superadmin.get("/admin/audit/")
    assert page.status_code == 200
    assert "Harbour 2" in page.content.decode()
    assert "North &lt;i&gt;Gate&lt;/i&gt;" in page.content.decode()
    assert superadmin.get(f"/admin/audit/{lines['harbour'].public_id}/").status_code == 200


def test_the_page_of_a_line_shows_the_difference(signed, lines):
    page = signed("harbour", "audit.view").get(f"/audit/{lines['harbour'].public_id}/").content.decode()
    row = '<th scope="row">name</th><td>Harbour</td><td>Harbour 2</td>'
    assert row in page
    assert signed("northgate", "audit.view").get(f"/audit/{lines['harbour'].public_id}/").status_code == 404


def test_filters(signed, lines):
    client = signed("harbour", "audit.view")
    line = lines["harbour"]

    def found(**query):
        answer = client.get("/api/crm/audit-lines", query)
        assert answer.status_code == 200, answer.content
        return [item["public_id"] for item in answer.json()["items"]]

    assert found() == [line.public_id]
    assert found(actor="USR-northgate") == [line.public_id]
    assert found(actor="USR-other") == []
    assert found(object=line.object_id) == [line.public_id]
    assert found(since=f"{line.at:%F}", until=f"{line.at:%F}") == [line.public_id]
    assert found(since="2099-01-01") == []
    assert found(q="harbour") == [line.public_id]


def test_api_detail_has_the_changes_and_nothing_can_be_written(signed, lines):
    client = signed("harbour", "audit.view")
    address = f"/api/crm/audit-lines/{lines['harbour'].public_id}"
    answer = client.get(address)
    assert answer.json()["changes"] == {"name": ["Harbour", "Harbour 2"]}
    assert {client.delete(address).status_code, client.patch(address).status_code} == {405}


def test_changes_read_as_texts():
    line = Line(changes={"some_field": [None, ["a", "b"]], "n": [1, None], "plain": "x"})
    assert changes_of(line) == [Change("some field", "", "a, b"), Change("n", "1", ""), Change("plain", "", "x")]


def test_filters_ask_for_names_and_kinds_are_words(lines, superadmin):
    page = superadmin.get("/admin/audit/").content.decode()
    assert "Object id" not in page
    assert "By (id)" not in page
    assert "<td>Organization</td>" in page.replace(' class="p3"', "")
    assert lines["harbour"].object_label in superadmin.get("/admin/audit/?by=NORTHGATE").content.decode()
    assert "Nothing matches" in superadmin.get("/admin/audit/?by=nobody").content.decode()
