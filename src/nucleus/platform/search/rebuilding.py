"""`nucleus search rebuild`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TextIO

from nucleus.kernel.errors import Invalid
from nucleus.platform.search.indexing import drop_unknown_kinds, rebuild, sources


def rebuild_command(names: Sequence[str], out: TextIO) -> int:
    """Makes the index anew for all sources or the named ones; prints what each holds. Raises Invalid for a name that
    none has.
    """
    known = {source.name for source in sources()}
    unknown = sorted(set(names) - known)
    if unknown:
        raise Invalid({"source": [f"There is no source {unknown[0]}; there are {', '.join(sorted(known))}."]})
    for name in names or sorted(known):
        started = time.monotonic()
        counted = rebuild([name])[name]
        out.write(f"{name}: {counted} ({time.monotonic() - started:.1f} s)\n")
        out.flush()
    if not names:
        drop_unknown_kinds()
    return 0
