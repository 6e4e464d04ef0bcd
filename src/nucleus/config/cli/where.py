"""`nucleus where ADDRESS`: the code behind an address."""

from __future__ import annotations

import argparse
import sys
from typing import Any
from urllib.parse import urlsplit


def add_commands(verbs: Any) -> None:
    """Adds `where`."""
    where = verbs.add_parser("where", help="the view, permission, template and command behind an address")
    where.add_argument("address", help="a path such as /dmarc/upload/, or a whole address")
    where.set_defaults(call=_where)


def _where(chosen: argparse.Namespace) -> int:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()
    from django.urls import Resolver404, resolve  # noqa: PLC0415 - after Django is there

    from nucleus.config.places import place_of  # noqa: PLC0415

    path = urlsplit(chosen.address).path or "/"
    try:
        match = resolve(path)
    except Resolver404:
        print(f"nucleus: no page or call at {path}", file=sys.stderr)
        return 1
    for name, value in place_of(match.func, match.route).items():
        print(f"{name:<11} {value}")
    return 0
