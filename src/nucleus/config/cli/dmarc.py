"""`nucleus dmarc read` and `nucleus dmarc import`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_commands(verbs: Any) -> None:
    """Adds `dmarc`."""
    dmarc = verbs.add_parser("dmarc", help="read and import DMARC reports").add_subparsers(required=True, metavar="ACT")
    read = dmarc.add_parser("read", help="read report files without a database")
    read.add_argument("paths", nargs="+", metavar="PATH")
    read.add_argument("--json", action="store_true", help="one JSON object a line for each file")
    read.set_defaults(call=_read)
    take = dmarc.add_parser("import", help="import report files for an organization")
    take.add_argument("paths", nargs="+", metavar="PATH")
    take.add_argument("--organization", required=True, metavar="ORG", help="public id or short name")
    take.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who imports")
    take.set_defaults(call=_import)


def _read(chosen: argparse.Namespace) -> int:
    from nucleus.dmarc.parsing.reading_cli import read_paths  # noqa: PLC0415 - no other command needs the reader

    return read_paths([Path(p) for p in chosen.paths], sys.stdout, as_json=chosen.json)


def _import(chosen: argparse.Namespace) -> int:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()
    from nucleus.dmarc.intake.importing import import_paths  # noqa: PLC0415 - after Django is there

    return import_paths(
        [Path(p) for p in chosen.paths], organization=chosen.organization, email=chosen.email, out=sys.stdout
    )
