"""Sensors: each is asked in its turn, what it says is kept, a change is told, and the pages show it."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from lxml import html

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.kernel.sensors import Level, Reading, Sensor, graded
from nucleus.operations.vitals import measuring
from nucleus.operations.vitals.history import past, uptime
from nucleus.operations.vitals.measuring import measure_sensors
from nucleus.operations.vitals.models import SensorHour, SensorState
from nucleus.operations.vitals.sensors import misplaced
from nucleus.platform.audit.models import Line
from nucleus.platform.gate.models import Outbox
from nucleus.platform.jobs.models import JobRun, State, Worker
from nucleus.platform.mail.models import OutgoingMail
from nucleus.platform.organizations.commands import add_organization
from nucleus.platform.tree.models import Organization

NOON = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


def ask():
    with system_actor("test"):
        return {state.name: state for state in measure_sensors(all_of_them=True)}


def test_the_house_says_of_itself_what_is_so(cast):
    Worker.objects.create(name="w", host="h", pid=1, seen_at=now())
    with system_actor("test"):
        company = Organization.objects.get(tier="company")
        JobRun(organization=company, name="x", label="x", state=State.DEAD).save()
        OutgoingMail(organization=company, recipient="a@x.example", sender="b@x.example", subject="s", text="t").save()
        OutgoingMail.objects.update(created_at=now() - dt.timedelta(hours=2))
    found = ask()
    assert set(found) == set(registry.sensors)
    assert {name: state.level for name, state in found.items()} == {
        "database": "ok",
        "jobs.worker": "ok",
        "jobs.queue": "ok",
        "jobs.dead": "warn",
        "jobs.outbox": "ok",
        "mail.waiting": "bad",
        "mail.refused": "ok",
        "files.space": found["files.space"].level,  # how full this machine is
        "web.errors": "off",
        "web.speed": "off",
        "audit.sealing": found["audit.sealing"].level,  # the cast has just been made
        "audit.verified": "off",
        "tree.places": "ok",
        "intake.waiting": "ok",
        "intake.quarantine": "ok",
        "intake.folders": "off",
        "enrichment.data": found["enrichment.data"].level,  # how old the files of this checkout are
    }


def test_levels_of_a_figure():
    assert [graded(v, "", warn=2, bad=4).level for v in (1.9, 2, 3.9, 4)] == ["ok", "warn", "warn", "bad"]


def test_a_change_to_failing_is_written_down_and_told(cast, monkeypatch):
    said = [Reading(Level.OK, "fine"), Reading(Level.BAD, "broken"), Reading(Level.BAD, "still"), Reading(Level.OK, "")]
    entry = Sensor("test", lambda: said.pop(0), registry.sensors["database"].group, "Test")
    monkeypatch.setattr(measuring, "registry", type("R", (), {"sensors": {"test": entry}})())
    states = []
    for minute in range(4):
        with time_machine.travel(NOON + dt.timedelta(minutes=minute), tick=False), system_actor("test"):
            (state,) = measure_sensors()
            states.append((state.level, state.since.minute, state.ok_at.minute))
    assert states == [("ok", 0, 0), ("bad", 1, 0), ("bad", 1, 0), ("ok", 3, 3)]
    hour = SensorHour.objects.get(name="test")
    assert (hour.hour, hour.ok, hour.warn, hour.bad) == (NOON, 2, 0, 2)
    with system_actor("test"):
        told = [row.payload for row in Outbox.objects.filter(name="vitals.sensor_changed").order_by("pk")]
        lines = Line.objects.filter(action="vitals.report_change").order_by("pk")
        assert [line.changes["level"] for line in lines] == [["ok", "bad"], ["bad", "ok"]]
    assert told == [
        {"sensor": "test", "before": "ok", "after": "bad", "text": "broken"},
        {"sensor": "test", "before": "bad", "after": "ok", "text": ""},
    ]


def test_a_sensor_that_raises_is_failing_and_does_not_stop_the_others(cast, monkeypatch):
    def broken() -> Reading:
        raise ValueError("hunter2")

    group = registry.sensors["database"].group
    entries = {"a": Sensor("a", broken, group, "A"), "b": Sensor("b", lambda: Reading(Level.OK), group, "B")}
    monkeypatch.setattr(measuring, "registry", type("R", (), {"sensors": entries})())
    with system_actor("test"):
        found = {state.name: (state.level, state.text) for state in measure_sensors()}
    assert found == {"a": ("bad", "The check itself failed: ValueError"), "b": ("ok", "")}


def test_a_sensor_is_asked_in_its_turn(cast, monkeypatch):
    asked = []
    entry = Sensor(
        "slow", lambda: asked.append(1) or Reading(Level.OK), registry.sensors["database"].group, "", every=10
    )
    monkeypatch.setattr(measuring, "registry", type("R", (), {"sensors": {"slow": entry}})())
    for minute in (0, 1, 9, 10, 11):
        with time_machine.travel(NOON + dt.timedelta(minutes=minute), tick=False), system_actor("test"):
            measure_sensors()
    assert len(asked) == 2


def test_the_past_by_hour(db):
    with time_machine.travel(NOON + dt.timedelta(minutes=20), tick=False):
        for back, ok, warn, bad in ((0, 20, 0, 0), (1, 57, 3, 0), (2, 50, 10, 0), (3, 59, 0, 1), (60, 0, 0, 60)):
            SensorHour.objects.create(
                name="x", hour=NOON - dt.timedelta(hours=back), ok=ok, warn=warn, bad=bad, latency=600, slowest=30
            )
        hours = past(["x"])["x"]
        assert [(hour.begin.hour, hour.level) for hour in hours] == [(9, "bad"), (10, "warn"), (11, "ok"), (12, "ok")]
        assert (hours[0].mean, hours[0].slowest) == (10.0, 30)
        assert uptime("x") == pytest.approx(1 - 61 / 260)
        assert uptime("unknown") is None


def test_rows_that_stand_elsewhere_are_counted(cast):
    with cast.acting("northgate", role="owner"):
        made = add_organization(parent=cast.organizations["northgate"], name="Moved")
    with system_actor("test"):
        JobRun(organization=made, name="x", label="x").save()
        assert misplaced(JobRun).count() == 0
        Organization.objects.filter(pk=made.pk).set_place(partner_id=None)
        assert misplaced(JobRun).count() == 1


def test_status_pages(cast, signed):
    with system_actor("test"):
        measure_sensors(all_of_them=True)
    client = signed("nucleus", role="administrator")
    page = client.get("/admin/status/").content.decode()
    assert all(str(registry.sensors[name].label) in page for name in registry.sensors)
    one = client.get("/admin/status/database/").content.decode()
    drawn = html.fromstring(page).xpath("//td//*[@class='hours']")
    assert (len(drawn), {len(strip) for strip in drawn}) == (len(registry.sensors), {48})
    assert "SQLite answers" in one or "PostgreSQL answers" in one
    assert client.get("/admin/status/nonsense/").status_code == 404
    items = client.get("/api/monitor/sensors?limit=100").json()["items"]
    assert {item["name"] for item in items} == set(registry.sensors)


def test_status_page_costs_the_same_for_more_history(cast, signed, django_assert_num_queries):
    with system_actor("test"):
        measure_sensors(all_of_them=True)
    client = signed("nucleus", role="administrator")
    client.get("/admin/status/")
    with django_assert_num_queries(3):  # session, states, history
        client.get("/admin/status/")
    for back in range(1, 40):
        SensorHour.objects.create(name="database", hour=measuring.hour_of(now()) - dt.timedelta(hours=back), ok=60)
    with django_assert_num_queries(3):
        client.get("/admin/status/")


def test_the_public_page_names_services_only(cast, client):
    assert "No service was asked yet." in client.get("/status/").content.decode()
    with system_actor("test"):
        measure_sensors(all_of_them=True)
    SensorState.objects.filter(name="mail.waiting").update(level="bad", text="secret detail")
    page = client.get("/status/").content.decode()
    assert "Something is failing" in page
    assert "secret detail" not in page
    assert "Audit and scope" not in page


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("ok", "All services work."),
        ("warn", "The services work, but not everything is as it should be; we are looking into it."),
        ("bad", "Something is failing; we are on it."),
    ],
)
def test_the_public_sentence_is_never_better_than_the_worst_line(cast, client, level, says):
    with system_actor("test"):
        measure_sensors(all_of_them=True)
    SensorState.objects.update(level="ok")
    SensorState.objects.filter(name="mail.waiting").update(level=level)
    SensorState.objects.filter(name="tree.places").update(level="bad")  # a service that is not shown does not count
    page = html.fromstring(client.get("/status/").content.decode())
    assert [node.text for node in page.find_class("lede")] == [says]


def test_asking_now_is_a_task_of_the_worker(cast, signed):
    client = signed("nucleus", role="administrator")
    assert client.post("/admin/sensors/measure/").status_code == 303
    with system_actor("test"):
        assert list(JobRun.objects.values_list("name", flat=True)) == ["vitals.measure_all"]
