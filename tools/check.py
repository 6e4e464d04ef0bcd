#!/usr/bin/env python3
"""`make check`: every static check of the house, side by side, each with its time.

`tools/check.py NAME...` runs the named ones only. A check fails by its exit status; what it printed is shown then.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
SOURCES = ("src", "tests", "tools", "benchmarks", "conftest.py", "manage.py")


def checks() -> dict[str, list[str]]:
    """Name and command of each check, slowest first, so that the last one does not start late."""
    sources = [s for s in SOURCES if (ROOT / s).exists()]
    found = {
        "types": [str(BIN / "mypy")],
        "floors": [str(BIN / "lint-imports"), "--no-logo"],
        "templates": [PYTHON, "tools/templates.py"],
        "django": [PYTHON, "tools/django_checks.py"],
        "lint": [str(BIN / "ruff"), "check", "--no-cache", *sources],
        "format": [str(BIN / "ruff"), "format", "--no-cache", "--check", *sources],
        "limits": [PYTHON, "tools/limits.py"],
        "words": [PYTHON, "tools/words.py"],
        "escapes": [PYTHON, "tools/escapes.py"],
        "licences": [PYTHON, "tools/licences.py", "--check"],
        "openapi": [PYTHON, "tools/openapi.py", "--check"],
        "settings": [PYTHON, "tools/settings_table.py", "--check"],
        "translations": [PYTHON, "tools/translations.py", "--check"],
    }
    return {name: command for name, command in found.items() if _exists(command)}


def _exists(command: list[str]) -> bool:
    """Whether the check's own script stands: two of them land with the rooms that they check."""
    script = command[1] if command[0] == PYTHON else command[0]
    return (ROOT / script).exists()


def run(name: str, command: list[str]) -> tuple[str, int, str, float]:
    """One check: name, status, output, seconds."""
    began = time.monotonic()
    environment = dict(os.environ, PYTHONPATH="src", DJANGO_SETTINGS_MODULE="nucleus.config.settings", NO_COLOR="1")
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return name, done.returncode, done.stdout + done.stderr, time.monotonic() - began


def main() -> int:
    """Runs all or the named checks. 0 when all of them pass."""
    known = checks()
    wanted = sys.argv[1:] or list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        for name, status, output, seconds in pool.map(lambda n: run(n, known[n]), wanted):
            print(f"{'ok  ' if status == 0 else 'FAIL'} {name:<14}{seconds:6.1f} s", flush=True)
            if status:
                failed.append(name)
                print(output.rstrip() + "\n", flush=True)
    print(
        f"{len(failed)} of {len(wanted)} checks failed: {', '.join(failed)}"
        if failed
        else f"{len(wanted)} checks passed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
