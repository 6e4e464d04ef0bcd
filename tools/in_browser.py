#!/usr/bin/env python3
"""`make test-browser`: the journeys in Chromium. Installs nothing; says how where Chromium is missing.

CHROMIUM names another browser. Without one: a skip on a user's machine, a failure in CI (`CI` or `REQUIRE_BROWSER=1`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BYTECODE = Path(__file__).resolve().parent.parent / ".cache" / "bytecode"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
NOTHING_COLLECTED = 5


def browser() -> str:
    """The path of the browser, empty without one."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((found for name in NAMES if (found := shutil.which(name))), "")


def surroundings() -> dict[str, str]:
    """The environment, with a place for bytecode: a house is many processes, and each would compile Django anew."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(BYTECODE), **known}


def main() -> int:
    """pytest's exit status, where "nothing collected" is a failure: the journeys are part of the product."""
    path = browser()
    if not path:
        must = os.environ.get("CI") or os.environ.get("REQUIRE_BROWSER") == "1"
        print(
            f"{'FAILED' if must else 'skipped'}: no Chromium here; `make browser` installs it (Debian, Ubuntu, as root)"
        )
        return 1 if must else 0
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "logical",
        "--maxprocesses=2",
        "--dist=worksteal",
        "-m",
        "browser",
        *sys.argv[1:],
    ]
    status = subprocess.call(command, env={**surroundings(), "CHROMIUM": path})
    if status == NOTHING_COLLECTED:
        print("no journey was found: tests marked `browser` are missing")
    return status


if __name__ == "__main__":
    sys.exit(main())
