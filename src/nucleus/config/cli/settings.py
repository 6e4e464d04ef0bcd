"""`nucleus settings list`, `get`, `set`, `reset`, `export` and `import`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_commands(verbs: Any) -> None:
    """Adds `settings`."""
    acts = verbs.add_parser("settings", help="the settings of the system").add_subparsers(required=True, metavar="ACT")
    listed = acts.add_parser("list", help="every setting with its value and where that comes from")
    listed.add_argument("words", nargs="?", default="", help="only those with this in key or label")
    for name, text in (("get", "the value as JSON"), ("set", "set a value"), ("reset", "back to the default")):
        act = acts.add_parser(name, help=text)
        act.add_argument("key")
        if name == "set":
            act.add_argument("value", help="as the page takes it; - reads it from standard input")
    acts.add_parser("export", help="the changed values as JSON, without secrets")
    taken = acts.add_parser("import", help="take over an exported document")
    taken.add_argument("file", type=Path)
    taken.add_argument("--dry-run", action="store_true", help="only show what would change")
    for name, act in acts.choices.items():
        act.set_defaults(call=_run, act=name)


def _run(chosen: argparse.Namespace) -> int:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()
    from nucleus.platform.settings import command_line as cli  # noqa: PLC0415 - after Django is there

    calls = {
        "list": lambda: cli.list_settings(sys.stdout, chosen.words),
        "get": lambda: cli.get_setting(chosen.key, sys.stdout),
        "set": lambda: cli.set_setting(chosen.key, chosen.value),
        "reset": lambda: cli.reset_setting(chosen.key),
        "export": lambda: cli.export_settings(sys.stdout),
        "import": lambda: cli.take_over(chosen.file, sys.stdout, dry_run=chosen.dry_run),
    }
    return calls[chosen.act]()
