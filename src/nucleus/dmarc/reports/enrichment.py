"""What is known of a sending address without asking anybody: country, network, named sender.

Data: the IPinfo Lite database (CC BY-SA 4.0, country and network of addresses) and the reverse-DNS map of the
parsedmarc project (Apache-2.0, names of senders by their base domain). They are fetched at set-up into `nucleus/_data`;
newer ones that an operator hands in (`refreshing`) stand in the data folder and go first. Where there are none every
answer is empty, which pages show as "unknown". A running process notices newer files by itself.
"""

from __future__ import annotations

import csv
import datetime as dt
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import maxminddb
from django.conf import settings

Facts = tuple[str, str, int | None, str, str, str, str]
ADDRESSES = "ipinfo_lite.mmdb"
SENDERS = "senders.csv"
PAUSE = 5.0  # seconds between two looks whether a file was exchanged


class Stamp(NamedTuple):
    """Which file is in use, and which state of it."""

    path: Path
    inode: int
    changed: int


def handed_in() -> Path:
    """The folder of the data folder with files that were checked and taken."""
    return Path(settings.DATA_DIR) / "enrichment"


def stamp_of(name: str) -> Stamp | None:
    """The file to use: the one that was handed in, else the one of the set-up; nothing where there is none."""
    for folder in (handed_in(), Path(settings.ENRICHMENT_DIR)):
        path = folder / name
        try:
            found = path.stat()
        except OSError:
            continue
        return Stamp(path, found.st_ino, found.st_mtime_ns)
    return None


_looked: dict[str, tuple[float, Stamp | None]] = {}


def _stamp(name: str) -> Stamp | None:
    """The same, asked again every few seconds; what was read out of a former file is forgotten then."""
    at, found = _looked.get(name, (0.0, None))
    moment = time.monotonic()
    if name not in _looked or moment - at > PAUSE:
        fresh = stamp_of(name)
        if fresh != found:
            _told.cache_clear()
        found = fresh
        _looked[name] = (moment, found)
    return found


def look_again() -> None:
    """Lets this process look at the files now."""
    _looked.clear()
    _told.cache_clear()


@lru_cache(maxsize=1)
def _open(stamp: Stamp) -> Any:
    return maxminddb.open_database(stamp.path)


@lru_cache(maxsize=1)
def _read(stamp: Stamp) -> dict[str, tuple[str, str]]:
    return read_senders(stamp.path)


def read_senders(path: Path) -> dict[str, tuple[str, str]]:
    """Base domain to (name, kind). Raises OSError, KeyError and ValueError for what is no such map."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["base_reverse_dns"].lower(): (row["name"], row["type"]) for row in csv.DictReader(lines)}


def _reader() -> Any:
    stamp = _stamp(ADDRESSES)
    return _open(stamp) if stamp else None


def _senders() -> dict[str, tuple[str, str]]:
    stamp = _stamp(SENDERS)
    return _read(stamp) if stamp else {}


def built_on(reader: Any) -> dt.date:
    """The day (UTC) on which an address database was built."""
    return dt.datetime.fromtimestamp(reader.metadata().build_epoch, tz=dt.UTC).date()


def data_day() -> dt.date | None:
    """The day on which the address data in use was built; None where there is none."""
    reader = _reader()
    return built_on(reader) if reader is not None else None


@lru_cache(maxsize=4)
def _version(reader: Any) -> str:
    return built_on(reader).isoformat()


def data_version() -> str:
    """When the address data was built (ISO date), or empty where there is none."""
    reader = _reader()
    return _version(reader) if reader is not None else ""


def facts_of(ip: str) -> Facts:
    """(ip, country, asn, network, sender, kind, data version) of an address; empty parts where unknown."""
    reader = _reader()
    if reader is None or not ip:
        return ip, "", None, "", "", "", ""
    try:
        found = reader.get(ip)
    except ValueError:
        found = None
    if not found:
        return ip, "", None, "", "", "", data_version()
    return (ip, *_told(*map(found.get, _FIELDS)))


_FIELDS = ("country_code", "asn", "as_name", "as_domain")


@lru_cache(maxsize=10_000)
def _told(
    country: str | None, asn: str | None, name: str | None, domain: str | None
) -> tuple[str, int | None, str, str, str, str]:
    """All facts but the address itself: equal for the addresses of one network."""
    number = str(asn or "").removeprefix("AS")
    network = str(name or "")[:200]
    sender, kind = _senders().get(str(domain or "").lower(), ("", ""))
    return (
        str(country or "")[:2],
        int(number) if number.isdigit() else None,
        network,
        sender[:200] or network,
        kind[:60],
        data_version(),
    )
