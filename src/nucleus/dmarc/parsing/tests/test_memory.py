"""A report of 140,000 rows in under 200 MB of memory, however it is packed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nucleus.dmarc.parsing.tests.large_report import ROWS, packed

SCRIPT = Path(__file__).with_name("large_report.py")


@pytest.mark.parametrize("shape", ["gzip", "xml", pytest.param("zip", marks=pytest.mark.soak)])
def test_peak_memory(shape, tmp_path):
    path = tmp_path / "report"
    path.write_bytes(packed(shape))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True, check=True, env=environment
    )
    *figures, peak = done.stdout.split()
    assert figures == ["ok", str(ROWS), str(3 * ROWS), str(ROWS)]
    assert int(peak) < 200
