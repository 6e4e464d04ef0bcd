"""Mutated inputs, seeded: no crash, no hang, no file, bounded memory."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nucleus.dmarc.parsing import read_bytes
from nucleus.dmarc.parsing.tests.building import samples
from nucleus.dmarc.parsing.tests.variants import VARIANTS

SEED = 20_261_122
TOKENS = (
    b"<",
    b">",
    b"</record>",
    b"<record>",
    b"&",
    b"\0",
    b"<!--",
    b"<![CDATA[",
    b"PK\x01\x02",
    b"\x1f\x8b",
    b"]]>",
    b"\xff",
)


def originals():
    files = [variant.data for variant in VARIANTS if variant.data]
    for archive in ("parsedmarc.zip", "mail-auth.zip", "parsedmarc-failure.zip", "dmarc-report-viewer-tls.zip"):
        files += samples(archive).values()
    return files


def mutate(rng, data):
    """A few flips, cuts, copies and foreign pieces."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(out) + 1)
        span = rng.choice((1, 1, 4, 50, 500))
        kind = rng.randrange(6)
        if kind == 0 and out:
            out[at % len(out)] = rng.randrange(256)
        elif kind == 1:
            del out[at : at + span]
        elif kind == 2:
            out[at:at] = out[at : at + span] * rng.choice((1, 2, 30))
        elif kind == 3:
            out[at:at] = rng.choice(TOKENS)
        elif kind == 4:
            out[at:at] = rng.randbytes(span)
        else:
            del out[at:]
    return bytes(out)


def run(number, first=0):
    """Read `number` mutations. Answers the slowest in seconds and how many the reader did not foresee."""
    files = originals()
    slowest, failed = 0.0, []
    for index in range(first, first + number):
        rng = random.Random(SEED + index)
        data = mutate(rng, rng.choice(files))
        begin = time.perf_counter()
        reading = read_bytes(data, "mutated")
        slowest = max(slowest, time.perf_counter() - begin)
        if any(member.reason == "reader_error" for member in reading.members):
            failed.append((index, reading.message))
        assert reading.status in ("ok", "repaired", "quarantined")
        assert (reading.status == "quarantined") == bool(reading.reason)
    return slowest, failed


def test_some_mutations_leave_no_trace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    slowest, failed = run(300)
    assert failed == []
    assert slowest < 30
    assert list(tmp_path.iterdir()) == []


@pytest.mark.soak
def test_ten_thousand_mutations_in_a_process_of_their_own(tmp_path):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "nucleus.dmarc.parsing.tests.test_mutations", "10000"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    slowest, megabytes, failed = done.stdout.split(maxsplit=2)
    assert failed.strip() == "[]"
    assert float(slowest) < 30
    assert int(megabytes) < 256
    assert list(tmp_path.iterdir()) == []


if __name__ == "__main__":
    took, unforeseen = run(int(sys.argv[1]))
    status = Path("/proc/self/status").read_text()
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    sys.stdout.write(f"{took:.2f} {megabytes} {unforeseen}\n")
