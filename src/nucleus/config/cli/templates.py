"""`nucleus templates`: the sets that draw pages, mails and documents."""

from __future__ import annotations

import argparse
from typing import Any


def add_commands(verbs: Any) -> None:
    """Adds `templates list`, `new` and `check`."""
    acts = verbs.add_parser("templates", help="template sets").add_subparsers(required=True, metavar="ACT")
    acts.add_parser("list", help="every set, and whether it may be used").set_defaults(call=_list)
    new = acts.add_parser("new", help="a set of your own, as a copy that carries its instructions")
    new.add_argument("name", help="small letters, digits and hyphens")
    new.add_argument("--copy", default="example", help="the set to copy")
    new.set_defaults(call=_new)
    check = acts.add_parser("check", help="what a set should not do, line by line")
    check.add_argument("name")
    check.set_defaults(call=_check)


def _start() -> None:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()


def _list(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.platform.sets.catalogue import sets  # noqa: PLC0415 - after Django is there

    for found in sets().values():
        origin = "own" if found.is_own else "shipped"
        print(f"{found.slug:<20} {origin:<8} {len(found.templates()):>4} files  {found.label}  {found.folder}")
    return 0


def _new(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.platform.sets.making import new_set  # noqa: PLC0415 - after Django is there

    made = new_set(chosen.name, chosen.copy)
    print(f"{made.folder}\nChange it, then: nucleus templates check {made.slug}")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.platform.sets.checking import check_set  # noqa: PLC0415 - after Django is there
    from nucleus.platform.studio.fixtures import fixture_pages  # noqa: PLC0415

    findings = check_set(chosen.name, fixture_pages())
    for line in findings:
        print(line)
    print(f"{chosen.name}: {len(findings)} findings" if findings else f"{chosen.name}: nothing to mend")
    return 1 if findings else 0
