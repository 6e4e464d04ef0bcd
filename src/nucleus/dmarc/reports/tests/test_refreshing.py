"""Newer data on addresses: taken when whole, refused when not, noticed by whoever runs."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import time_machine

from nucleus.dmarc.reports import enrichment, refreshing
from nucleus.dmarc.reports.sensors import data_age
from nucleus.kernel.sensors import Level

SHIPPED = Path(enrichment.__file__).parents[2] / "_data"
needs_data = pytest.mark.skipif(not (SHIPPED / enrichment.ADDRESSES).exists(), reason="the address data is not fetched")


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.ENRICHMENT_DIR = str(tmp_path / "none")
    refreshing.incoming().mkdir(parents=True)
    enrichment.look_again()
    yield tmp_path / "enrichment"
    enrichment.look_again()


def senders(count, first="example"):
    rows = [f"{first}{n}.test,Sender {n},Kind" for n in range(count)]
    return "\n".join(["base_reverse_dns,name,type", *rows]) + "\n"


@needs_data
def test_a_whole_database_is_taken_and_used_at_once(folder):
    assert (enrichment.facts_of("8.8.8.8")[1:], enrichment.data_day()) == (("", None, "", "", "", ""), None)
    shutil.copy(SHIPPED / enrichment.ADDRESSES, folder / "incoming")
    (folder / "incoming" / enrichment.SENDERS).write_text(senders(99) + "google.com,Named by us,Mail\n")
    assert refreshing.refresh() == [enrichment.ADDRESSES, enrichment.SENDERS]
    ip, country, asn, _network, sender, kind, version = enrichment.facts_of("8.8.8.8")
    assert (ip, country, asn, sender, kind) == ("8.8.8.8", "US", 15169, "Named by us", "Mail")
    assert version == enrichment.data_day().isoformat()
    assert sorted(path.name for path in (folder / "incoming").iterdir()) == []


@needs_data
@pytest.mark.parametrize("cut", [0, 1000, 20_000_000])
def test_a_broken_database_is_refused_and_the_old_one_stays(folder, cut):
    shutil.copy(SHIPPED / enrichment.ADDRESSES, folder / enrichment.ADDRESSES)
    enrichment.look_again()
    before = enrichment.facts_of("8.8.8.8")
    whole = (SHIPPED / enrichment.ADDRESSES).read_bytes()
    (folder / "incoming" / enrichment.ADDRESSES).write_bytes(whole[:cut])
    assert refreshing.refresh() == []
    assert (enrichment.facts_of("8.8.8.8"), before[1]) == (before, "US")
    assert refreshing.refused() == [enrichment.ADDRESSES]
    reading = data_age.function()
    assert (reading.level, reading.text.partition(":")[0]) == (Level.WARN, "A new file was refused")


@pytest.mark.parametrize(
    "text", ["", "a,b,c\n1,2,3\n", senders(99), "\x00" * 50, "base_reverse_dns,name\nx.test,X\n" * 200]
)
def test_a_broken_map_is_refused(folder, text):
    (folder / enrichment.SENDERS).write_text(senders(100))
    (folder / "incoming" / enrichment.SENDERS).write_text(text)
    assert refreshing.refresh() == []
    assert (folder / enrichment.SENDERS).read_text() == senders(100)
    assert refreshing.refused() == [enrichment.SENDERS]


@needs_data
def test_a_running_process_notices_an_exchanged_file(folder, monkeypatch):
    shutil.copy(SHIPPED / enrichment.ADDRESSES, folder / enrichment.ADDRESSES)
    (folder / enrichment.SENDERS).write_text(senders(100) + "google.com,Before,Mail\n")
    enrichment.look_again()
    assert enrichment.facts_of("8.8.8.8")[4] == "Before"
    fresh = folder / "fresh"
    fresh.write_text(senders(100) + "google.com,After,Mail\n")
    fresh.replace(folder / enrichment.SENDERS)
    assert enrichment.facts_of("8.8.8.8")[4] == "Before"  # looked a moment ago
    monkeypatch.setattr(enrichment, "PAUSE", -1.0)
    enrichment.facts_of("8.8.8.8")
    enrichment._senders()
    assert enrichment.facts_of("8.8.8.8")[4] == "After"


@needs_data
def test_the_status_says_how_old_it_is(folder, cast, set_settings):
    assert data_age.function().level == Level.WARN
    shutil.copy(SHIPPED / enrichment.ADDRESSES, folder / enrichment.ADDRESSES)
    enrichment.look_again()
    set_settings({"enrichment.old_after_days": 30})
    for days, level in ((30, Level.OK), (31, Level.WARN)):
        with time_machine.travel(dt.datetime.combine(enrichment.data_day(), dt.time(12)) + dt.timedelta(days=days)):
            assert (data_age.function().level, data_age.function().value) == (level, days)
