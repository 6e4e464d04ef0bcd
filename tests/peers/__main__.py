"""`python -m tests.peers [pytest arguments]`: the suite on a throw-away PostgreSQL, with the tests of real servers."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.peers.ground import MissingPeer, required
from tests.peers.postgres import postgres


def main() -> int:
    """The suite's exit status; 0 with a message where PostgreSQL is missing on a user's machine, 1 in CI."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    try:
        with postgres() as url:
            return subprocess.call(command, env={**os.environ, "NUCLEUS_DATABASE": url})
    except MissingPeer as missing:
        print(f"{'FAILED' if required() else 'skipped'}: {missing}")
        return 1 if required() else 0


if __name__ == "__main__":
    sys.exit(main())
