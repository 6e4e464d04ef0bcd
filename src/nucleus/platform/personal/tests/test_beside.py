"""Two tabs of one person save at once: one row, both changes, no fault. And what is kept for lists, by the API."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.platform.accounts.models import User
from nucleus.platform.personal.commands import keep_list, save_view
from nucleus.platform.personal.models import SavedView

ADDRESS = "/api/crm/lists"


@pytest.fixture
def person(cast):
    """An owner who is a person with a row of its own."""
    with system_actor("test"):
        user = User(email="two@tabs.test", name="Two Tabs", timezone="UTC")
        user.save()
    place = cast.northgate.place
    return Actor(Kind.PERSON, "two tabs", user.public_id, place=place, user=user.pk, permissions=frozenset())


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Runs functions in threads that start at one moment. SQLite lies in a file of its own there."""

    def run(*functions):
        if connection.vendor == "sqlite":
            path = tmp_path / "beside.sqlite3"
            if not path.exists():
                with contextlib.closing(sqlite3.connect(path)) as copy:
                    connection.connection.backup(copy)
            monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
        together = threading.Barrier(len(functions), timeout=30)

        def work(function):
            try:
                together.wait()
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(work, functions))

    return run


@pytest.mark.django_db(transaction=True)
def test_two_tabs_keep_one_list_and_lose_nothing(person, beside):
    changes = [{"density": "compact"}, {"size": 100}, {"hint": "first"}, {"hint": "second"}, {"columns": ["name"]}]

    def tab(change):
        def keep():
            with acting(person):
                return keep_list(table="domains", **change).pk

        return keep

    assert len(set(beside(*map(tab, changes)))) == 1

    def outcome():
        with acting(person):
            row = SavedView.objects.get(table="domains", name="")
            return row.density, row.size, set(row.hints.split(",")), row.columns, row.revision

    assert beside(outcome) == [("compact", 100, {"first", "second"}, "name", len(changes))]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_save_a_view_of_one_name(person, beside):
    def tab(query):
        def save():
            with acting(person):
                return save_view(table="domains", name="Mine", query=query).public_id

        return save

    queries = ["policy=none", "policy=reject", "policy=quarantine"]
    assert len(set(beside(*map(tab, queries)))) == 1

    def outcome():
        with acting(person):
            return SavedView.objects.values_list("query", "revision").get(table="domains", name="Mine")

    ((query, revision),) = beside(outcome)
    assert (query in queries, revision) == (True, len(queries))


def test_what_is_kept_for_a_list_is_kept_and_read_by_the_api(signed):
    owner, colleague = signed("northgate", role="owner"), signed("northgate", role="owner")
    kept = {"table": "domains", "columns": ["name", "policy"], "size": 25, "density": "compact", "hint": "read"}
    made = owner.post(ADDRESS, kept, content_type="application/json")
    assert made.status_code == 201
    again = owner.post(ADDRESS, {"table": "domains", "size": 100}, content_type="application/json")
    assert (again.json()["public_id"], again.json()["revision"]) == (made.json()["public_id"], 2)
    (row,) = owner.get(ADDRESS).json()["items"]
    assert {name: row[name] for name in ("table", "columns", "size", "density", "start", "hints")} == {
        "table": "domains", "columns": "name,policy", "size": 100, "density": "compact", "start": "", "hints": "read",
    }  # fmt: skip
    assert colleague.get(ADDRESS).json()["items"] == []
    assert colleague.get(f"{ADDRESS}/{row['public_id']}").status_code == 404
    shown = owner.get("/dmarc/domains/").content.decode()
    assert 'data-density="compact"' in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"table": "nothing"}, "table"), ({"table": "lists"}, "table"), ({"table": "domains", "size": 7}, "size"),
        ({"table": "domains", "columns": ["secret"]}, "columns"), ({"table": "domains", "owner": 1}, "owner"),
    ],
)  # fmt: skip
def test_what_a_list_does_not_know_is_refused(signed, change, field):
    answer = signed("northgate", role="owner").post(ADDRESS, change, content_type="application/json")
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (400, [field])
