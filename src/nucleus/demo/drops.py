"""Report files to try the upload page with: dated yesterday, for domains of the main partner's customers.

The history of that day leaves exactly these out, so that dropping one changes the numbers of the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from nucleus.demo.dialects import write
from nucleus.demo.reports import wrapped
from nucleus.demo.stories import sheets

FOLDER = "demo-reports"
# Domain, reporter and wrapping of each file.
DROPS = (
    ("van-rossem-logistiek.example", "google", "zip"),
    ("vanrossem-track.example", "outlook", "gzip"),
    ("valleiland.example", "google", "xml"),
    ("oosterveen-wonen.example", "yahoo", "mail"),
    ("oosterveen-wonen.example", "outlook", "gzip"),
)


def held_out(domain: str) -> frozenset[str]:
    """The reporters whose report about the domain lies ready as a file."""
    return frozenset(reporter for name, reporter, _ in DROPS if name == domain)


def drops_folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA_DIR) / FOLDER


def drops_for(day: dt.date, anchor: dt.date) -> Iterator[tuple[str, bytes]]:
    """File name and content of the files for a day."""
    for domain, reporter, wrapping in DROPS:
        for sheet in sheets(domain, day, anchor):
            if sheet.reporter.key == reporter:
                yield wrapped(sheet.reporter, domain, day, write(sheet, domain, day), wrapping)


def write_reports(day: dt.date, anchor: dt.date) -> list[Path]:
    """Writes the files for the day and takes those of another day away; other files in the folder stay."""
    folder = drops_folder()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(drops_for(day, anchor))
    domains = {domain for domain, _, _ in DROPS}
    for old in folder.iterdir():
        parts = old.name.split("!")
        if len(parts) == 4 and parts[1] in domains and old.name not in wanted:
            old.unlink()
    for name, content in wanted.items():
        target = folder / name
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
    return sorted(folder / name for name in wanted)
