"""What the last check of a set found, kept beside the operator's own sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from nucleus.kernel.clock import now
from nucleus.platform.sets.catalogue import own_folder
from nucleus.platform.sets.engine import stamp_of
from nucleus.version import VERSION

KEPT = 200  # findings of one check
LONGEST = 400  # characters of a finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check: when, how many findings, the first of them. `is_current` unless files or release changed since."""

    at: dt.datetime
    count: int
    findings: tuple[str, ...]
    is_current: bool


def _state(slug: str) -> list[int | str]:
    return [VERSION, *stamp_of(slug)]


def keep_outcome(slug: str, findings: Sequence[str]) -> None:
    """Keeps what a check found, in place of the one before."""
    folder = own_folder() / ".checks"
    folder.mkdir(parents=True, exist_ok=True)
    told = [line[:LONGEST] for line in findings[:KEPT]]
    data = {"at": now().isoformat(), "count": len(findings), "findings": told, "state": _state(slug)}
    draft = folder / f".{slug}.draft"
    draft.write_bytes(orjson.dumps(data))
    draft.replace(folder / f"{slug}.json")


def last_outcome(slug: str) -> Outcome | None:
    """The last check; None where there was none, or what was kept of it cannot be read."""
    try:
        kept = orjson.loads((own_folder() / ".checks" / f"{slug}.json").read_bytes())
        at, findings = dt.datetime.fromisoformat(kept["at"]), tuple(str(line) for line in kept["findings"])
        return Outcome(at, int(kept["count"]), findings, kept["state"] == _state(slug))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_outcome(slug: str) -> None:
    """Drops what was kept of a set that is no longer there."""
    (own_folder() / ".checks" / f"{slug}.json").unlink(missing_ok=True)
