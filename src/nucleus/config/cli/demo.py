"""`nucleus demo build`: the demo channel, or the large instance for benchmarks."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from nucleus.config.cli.serve import DEFAULT_PORT


def add_commands(verbs: Any) -> None:
    """Adds the commands of the demo."""
    demo = verbs.add_parser("demo", help="made-up data").add_subparsers(required=True, metavar="ACT")
    build = demo.add_parser("build", help="make the demo channel in NUCLEUS_DATA; with numbers: a large instance")
    build.add_argument("--organizations", type=int, default=0, help="grow it in bulk to so many organizations")
    build.add_argument("--records", type=int, default=0, help="and so many DMARC records")
    build.add_argument("--port", type=int, default=int(os.environ.get("PORT") or DEFAULT_PORT))
    build.set_defaults(call=_build)


def _build(chosen: argparse.Namespace) -> int:
    os.environ["NUCLEUS_DEMO"] = "1"
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module
    from nucleus.config.cli.house import migrate_database  # noqa: PLC0415

    start_django()
    migrate_database()
    from nucleus.kernel.registry import registry  # noqa: PLC0415 - after Django is there

    base = f"http://127.0.0.1:{chosen.port}"
    if not chosen.organizations and not chosen.records:
        registry.providers["demo.build"](base, sys.stdout)  # the demo stands above this floor
    else:
        registry.providers["demo.build_large"](
            chosen.organizations or 100_000, chosen.records or 1_000_000, base, sys.stdout
        )
    for line in registry.providers["demo.sign_in_lines"]():
        print(line)
    print(f"Start it with: nucleus serve --port {chosen.port}", flush=True)
    return 0
