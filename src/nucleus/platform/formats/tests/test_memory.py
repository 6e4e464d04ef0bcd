"""100,000 rows stream in bounded memory, and can be read again."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROWS = 100_000
PROCESS = Path(__file__).with_name("export_process.py")
LIMIT = 100 * 1024 * 1024


def first_and_last(name, path):
    if name == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        return rows[1][0], rows[-1][0], len(rows) - 1
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    ids = [part.partition("<")[0] for part in sheet.split('preserve">ORG-')[1:]]
    return "ORG-" + ids[0], "ORG-" + ids[-1], sheet.count("<row>") - 1


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_memory_stays_below_the_limit(name, tmp_path):
    path = tmp_path / "rows"
    environment = {"PYTHONPATH": ":".join(p for p in sys.path if p)}
    done = subprocess.run(
        [sys.executable, str(PROCESS), name, str(ROWS), str(path)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    taken = int(done.stdout)
    assert taken < LIMIT, f"{taken / 1e6:.0f} MB above the resting process"
    assert first_and_last(name, path) == ("ORG-000000000000", f"ORG-{ROWS - 1:012}", ROWS)
