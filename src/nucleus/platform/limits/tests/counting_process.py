"""Takes from a shared bucket, and says how often it was let: `counting_process.py PATH TRIES LIMIT`."""

from __future__ import annotations

import sys
from pathlib import Path

from nucleus.platform.limits.counters import Allowance, Counters


def main():
    counters = Counters(Path(sys.argv[1]))
    allowance = Allowance("test", int(sys.argv[3]), 3600)
    taken = [counters.take("one", allowance, now=1e9) for _ in range(int(sys.argv[2]))]
    sys.stdout.write(str(sum(t.is_allowed for t in taken)))


if __name__ == "__main__":
    main()
