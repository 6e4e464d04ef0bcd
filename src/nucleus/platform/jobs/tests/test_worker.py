"""Real worker processes: claims, kill -9, stop, progress. SQLite has a file of its own here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.deadline import until

SCRIPT = Path(__file__).with_name("worker_process.py")
SOURCES = str(Path(__file__).resolve().parents[4])
ROOT = str(Path(__file__).resolve().parents[5])


pytestmark = pytest.mark.django_db(transaction=True)  # on PostgreSQL the processes share the test database


class House:
    """A database of its own, seen through the shop process, and workers around it."""

    def __init__(self, shop: subprocess.Popen[str], folder: Path) -> None:
        self.shop = shop
        self.folder = folder
        self.pids: list[int] = []

    def ask(self, name: str, **arguments: object) -> object:
        self.shop.stdin.write(json.dumps([name, arguments]) + "\n")
        self.shop.stdin.flush()
        return json.loads(self.shop.stdout.readline())

    def worker(self) -> int:
        self.pids.append(self.ask("worker"))
        return self.pids[-1]

    def kill(self, pid: int, number: int = signal.SIGKILL) -> int:
        """Sends the signal and answers how the worker ended."""
        os.kill(pid, number)
        return self.ended(pid)

    def ended(self, pid: int) -> int:
        self.pids.remove(pid)
        return self.ask("wait", pid=pid)

    def notes(self) -> list[str]:
        path = self.folder / "notes"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """The process that all tests of this module share."""
    folder = tmp_path_factory.mktemp("shop")
    environment = {**os.environ, "NUCLEUS_DATA": str(folder), "PYTHONPATH": os.pathsep.join((SOURCES, ROOT))}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with process:
        yield process
        process.kill()


@pytest.fixture(scope="module")
def template(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """The migrated empty database as an SQLite file."""
    path = tmp_path_factory.mktemp("template") / "database"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), contextlib.closing(sqlite3.connect(path)) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
    return path


@pytest.fixture
def house(shop, template, tmp_path):
    if connection.vendor == "sqlite":
        database = str(tmp_path / "database")
        shutil.copy(template, database)
    else:
        database = connection.settings_dict["NAME"]
    made = House(shop, tmp_path)
    made.ask("enter", database=database, folder=str(tmp_path))
    yield made
    for pid in list(made.pids):
        made.kill(pid)


def states(house):
    return [row[:2] for row in house.ask("states")]


def test_orders_run_and_undone_ones_do_not(house):
    worker = house.worker()
    house.ask("undone", job="write_note", text="undone")
    house.ask("order", job="write_note", text="done")
    until(lambda: states(house) == [["test.note", "done"]])
    assert house.notes() == ["done system - test"]
    assert house.ask("workers") == 1
    assert 0 <= house.ask("silence") < 10
    assert house.kill(worker, signal.SIGTERM) == 0
    assert house.ask("workers") == 0


def test_many_orders_run_once_each_with_two_workers(house):
    for number in range(40):
        house.ask("order", job="write_note", text=str(number))
    house.worker()
    house.worker()
    until(lambda: {state for _name, state in states(house)} == {"done"}, seconds=40)
    assert sorted(int(line.split()[0]) for line in house.notes()) == list(range(40))


def test_a_killed_workers_job_is_run_by_another_and_a_kill_is_no_attempt(house):
    gate = house.folder / "gate"
    first = house.worker()
    house.ask("order", job="block", until=str(gate))
    until(lambda: house.notes() == [f"begin {first}"])
    until(lambda: house.ask("states") == [["test.block", "running", 0, 0, 3, 10, "three of ten"]])
    house.kill(first)
    gate.touch()
    second = house.worker()
    until(lambda: states(house) == [["test.block", "done"]])
    assert house.notes() == [f"begin {first}", f"begin {second}", "end"]
    assert house.ask("states") == [["test.block", "done", 0, 1, 3, 10, "three of ten"]]
    assert house.ask("workers") == 1


def test_a_job_that_kills_its_workers_becomes_a_dead_letter(house):
    house.ask("order", job="block", until=str(house.folder / "never"))
    for count in range(1, 6):
        worker = house.worker()
        until(lambda count=count: len(house.notes()) == count)
        house.kill(worker)
    house.worker()
    until(lambda: house.ask("states")[0][1:4] == ["dead", 0, 5])
    assert len(house.notes()) == 5


def test_a_stopping_worker_ends_its_job_first(house):
    gate = house.folder / "gate"
    worker = house.worker()
    house.ask("order", job="block", until=str(gate))
    until(lambda: len(house.notes()) == 1)
    house.ask("order", job="write_note", text="later")
    os.kill(worker, signal.SIGTERM)
    gate.touch()
    assert house.ended(worker) == 0
    assert states(house) == [["test.block", "done"], ["test.note", "waiting"]]


def test_a_long_job_hands_itself_on_when_the_worker_stops(house):
    worker = house.worker()
    house.ask("order", job="long")
    until(lambda: house.notes() == ["begin"])
    assert house.kill(worker, signal.SIGTERM) == 0
    assert house.ask("states")[0][1:4] == ["waiting", 0, 0]
    house.worker()
    until(lambda: house.notes() == ["begin", "begin"])


def test_a_long_job_makes_room_for_more_urgent_work(house):
    house.worker()
    house.ask("order", job="long")
    until(lambda: house.notes() == ["begin"])
    house.ask("order", job="write_note", text="urgent")
    until(lambda: len(house.notes()) == 3)
    assert house.notes() == ["begin", "urgent system - test", "begin"]
    assert [row[:4] for row in house.ask("states")] == [["test.long", "running", 0, 0], ["test.note", "done", 0, 0]]


def test_a_second_signal_ends_at_once(house):
    worker = house.worker()
    house.ask("order", job="block", until=str(house.folder / "never"))
    until(lambda: len(house.notes()) == 1)
    os.kill(worker, signal.SIGTERM)
    until(lambda: house.notes()[1:] == ["stopping"])
    assert house.kill(worker, signal.SIGTERM) == 128 + signal.SIGTERM
