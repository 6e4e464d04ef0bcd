#!/usr/bin/env python3
"""`make bench`: every benchmark in `benchmarks/`, one after the other, so that they do not disturb each other.

Each prints its figures as ratios against its peer or limit. `make bench` fails when one of them fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("reader.py", "pipeline.py", "web.py")


def main() -> int:
    """Runs the named benchmarks (`tools/bench.py web.py`) or all. 0 when all succeed."""
    wanted = sys.argv[1:] or [name for name in SCRIPTS if (ROOT / "benchmarks" / name).exists()]
    failed = []
    for name in wanted:
        print(f"\n== {name}", flush=True)
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        if subprocess.call([sys.executable, f"benchmarks/{name}"], cwd=ROOT, env=environment):
            failed.append(name)
    if failed:
        print("failed: " + ", ".join(failed))
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
