#!/usr/bin/env python3
"""`make requirements`: compiles `requirements/*.in` into pinned `*.txt` with hashes and without any registry's
address.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
ORDER = ("uv", "base", "postgres", "build", "dev", "bench")
"""Later ones are bound by the earlier ones (`-c base.txt`)."""

OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
)


def main() -> int:
    """Compiles all, or the named ones, upgrading where `--upgrade` is given."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv else []
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")] or ORDER
    for name in wanted:
        command = [str(UV), "pip", "compile", "-q", *OPTIONS, *upgrade, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.call(command, cwd=ROOT / "requirements"):
            print(f"{name}.in could not be compiled")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
