"""Buckets: how many calls pass, when the next one does, and that processes share them."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from nucleus.platform.limits.counters import GROUPS, OF_GROUP, Allowance, Counters

TEN = Allowance("test", 10, 60)
PROCESS = Path(__file__).with_name("counting_process.py")


@pytest.fixture
def counters():
    made = Counters()
    yield made
    made.close()


def passed(counters, tries, *, now, who="one", allowance=TEN):
    return sum(counters.take(who, allowance, now=now).is_allowed for _ in range(tries))


def test_as_many_as_allowed_and_one_more_with_time(counters):
    assert [counters.take("one", TEN, now=1000.0).remaining for _ in range(10)] == list(range(9, -1, -1))
    refused = counters.take("one", TEN, now=1000.0)
    assert (refused.is_allowed, refused.remaining, refused.retry_after, refused.reset) == (False, 0, 6, 60)
    assert counters.take("one", TEN, now=1005.9).is_allowed is False
    assert counters.take("one", TEN, now=1006.0).is_allowed is True
    assert passed(counters, 100, now=1066.0) == 10


def test_over_any_span_no_more_than_the_rate(counters):
    assert sum(passed(counters, 3, now=1000.0 + second) for second in range(600)) == 10 + 599 // 6


def test_others_and_other_allowances_have_their_own(counters):
    assert passed(counters, 20, now=1.0) == 10
    assert passed(counters, 20, now=1.0, who="two") == 10
    assert passed(counters, 20, now=1.0, allowance=Allowance("other", 3)) == 3


def test_a_clock_that_was_set_back_locks_nobody_out(counters):
    assert passed(counters, 5, now=2_000_000.0) == 5
    assert passed(counters, 100, now=1000.0) == 10


def test_a_changed_limit_counts_at_once(counters):
    assert passed(counters, 20, now=1.0) == 10
    assert passed(counters, 20, now=1.0, allowance=Allowance("test", 30, 60)) == 0
    assert passed(counters, 20, now=31.0, allowance=Allowance("test", 20, 60)) == 10


def test_more_callers_than_places(counters):
    callers = GROUPS * OF_GROUP // 8
    assert passed(counters, 9, now=1.0, who="early") == 9
    assert sum(counters.take(f"caller {n}", TEN, now=1.0).is_allowed for n in range(callers)) == callers
    assert passed(counters, 9, now=1.0, who="early") == 1


def test_threads_share_one_bucket(counters):
    found = []
    many = Allowance("test", 1000, 3600)
    threads = [
        threading.Thread(target=lambda: found.append(passed(counters, 400, now=1.0, allowance=many))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 1000


def test_processes_share_one_bucket_and_it_outlives_them(tmp_path):
    path = tmp_path / "calls"
    environment = {"PYTHONPATH": ":".join(p for p in sys.path if p)}
    command = [sys.executable, str(PROCESS), str(path), "3000", "5000"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sum(int(process.communicate()[0]) for process in running) == 5000
    counters = Counters(path)
    assert counters.take("one", Allowance("test", 5000, 3600), now=1e9).is_allowed is False
    counters.close()
    assert path.stat().st_mode & 0o777 == 0o600
