"""Newer address and sender data: handed in as files, checked, and exchanged as a whole.

An operator puts `ipinfo_lite.mmdb` or `senders.csv` into `enrichment/incoming` of the data folder. The job looks there
every hour: what is whole takes the place of the former file by a rename, so a running process reads the old file or the
new one, never half of one. What is broken, or older than what is in use, is renamed to `….refused` and changes nothing.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import maxminddb
import structlog

from nucleus.dmarc.reports.enrichment import ADDRESSES, SENDERS, built_on, data_day, handed_in, look_again, read_senders

log = structlog.get_logger("nucleus.enrichment")

LARGEST = 200 * 1024 * 1024  # bytes of one file; the data of today has 26 MB
FIELDS = {"country_code", "as_name"}
KNOWN = ("8.8.8.8", "1.1.1.1", "2001:4860:4860::8888")  # addresses that every database of this kind knows
FEWEST = 100  # senders that a map has at least


class Unusable(ValueError):
    """A file that is not what its name says; the text says why."""


def incoming() -> Path:
    """Where new files are put."""
    return handed_in() / "incoming"


def check_addresses(path: Path, standing: dt.date | None) -> dt.date:
    """The day of a database of addresses. Raises Unusable where it cannot be read, knows nothing, or is older than
    the one of the day `standing`.
    """
    try:
        with maxminddb.open_database(path) as reader:
            found = [reader.get(address) for address in KNOWN]
            day = built_on(reader)
    except (maxminddb.InvalidDatabaseError, ValueError, OSError, TypeError, KeyError, IndexError) as error:
        raise Unusable(f"it is no database of addresses ({type(error).__name__})") from None
    if not any(isinstance(entry, dict) and entry.keys() >= FIELDS for entry in found):
        raise Unusable("it knows no country and network of well-known addresses")
    if standing is not None and day < standing:
        raise Unusable(f"it was built on {day:%F}, the one in use on {standing:%F}")
    return day


def check_senders(path: Path) -> int:
    """How many senders a map has. Raises Unusable."""
    try:
        found = read_senders(path)
    except (OSError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise Unusable(f"it is no map of senders ({type(error).__name__})") from None
    if len(found) < FEWEST:
        raise Unusable(f"it has {len(found)} senders, fewer than {FEWEST}")
    return len(found)


def check(path: Path) -> None:
    """Raises Unusable where the file is not what its name says."""
    if path.stat().st_size > LARGEST:
        raise Unusable("it is larger than expected")
    if path.name == ADDRESSES:
        check_addresses(path, data_day())
    else:
        check_senders(path)


def refresh() -> list[str]:
    """Takes what was handed in. Answers the names of the files that are in use from now on."""
    taken = []
    for name in (ADDRESSES, SENDERS):
        path = incoming() / name
        if not path.is_file():
            continue
        try:
            check(path)
        except Unusable as error:
            path.replace(path.with_name(f"{name}.refused"))
            log.warning("enrichment.refused", file=name, reason=str(error))
            continue
        path.replace(handed_in() / name)
        log.info("enrichment.taken", file=name)
        taken.append(name)
    if taken:
        look_again()
    return taken


def refused() -> list[str]:
    """The names of files that were handed in and refused."""
    return sorted(path.name.removesuffix(".refused") for path in incoming().glob("*.refused"))
