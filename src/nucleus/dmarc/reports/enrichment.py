"""What is known of a sending address without asking anybody: country, network, named sender.

Data: the IPinfo Lite database (CC BY-SA 4.0, country and network of addresses) and the reverse-DNS map of the
parsedmarc
project (Apache-2.0, names of senders by their base domain), both fetched at set-up into `nucleus/_data`. Where they are
absent every answer is empty, which pages show as "unknown".
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

import maxminddb
from django.conf import settings

Facts = tuple[str, str, int | None, str, str, str, str]


@lru_cache(maxsize=1)
def _reader() -> Any:
    path = Path(settings.ENRICHMENT_DIR) / "ipinfo_lite.mmdb"
    return maxminddb.open_database(path) if path.exists() else None


@lru_cache(maxsize=1)
def _senders() -> dict[str, tuple[str, str]]:
    path = Path(settings.ENRICHMENT_DIR) / "senders.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["base_reverse_dns"].lower(): (row["name"], row["type"]) for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def data_version() -> str:
    """When the address data was built (ISO date), or empty where there is none."""
    reader = _reader()
    if reader is None:
        return ""
    import datetime as dt  # noqa: PLC0415 - only this line needs it

    return dt.datetime.fromtimestamp(reader.metadata().build_epoch, tz=dt.UTC).date().isoformat()


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
