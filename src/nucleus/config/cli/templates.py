"""`nucleus templates`: the sets that draw pages, mails and documents."""

from __future__ import annotations

import argparse
from typing import Any


def add_commands(verbs: Any) -> None:
    """Adds `templates list`, `new`, `check` and `remove`."""
    acts = verbs.add_parser("templates", help="template sets").add_subparsers(required=True, metavar="ACT")
    acts.add_parser("list", help="every set, and whether it may be used").set_defaults(call=_list)
    new = acts.add_parser("new", help="a set of your own, as a copy that carries its instructions")
    new.add_argument("name", help="small letters, digits and hyphens")
    new.add_argument("--copy", default="example", help="the set to copy")
    new.add_argument("--label", default="", help="what people read; the name where it is left out")
    new.set_defaults(call=_new)
    check = acts.add_parser("check", help="what a set should not do, line by line")
    check.add_argument("name")
    check.set_defaults(call=_check)
    remove = acts.add_parser("remove", help="deletes a set of your own that nobody draws with")
    remove.add_argument("name")
    remove.set_defaults(call=_remove)


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


def _done(command: str, name: str, data: dict[str, Any]) -> Any:
    """Runs a command on the set of that name, as page and API do. Raises Problem."""
    _start()
    from nucleus.kernel.actor import system_actor  # noqa: PLC0415 - after Django is there
    from nucleus.kernel.errors import Invalid, NotVisible  # noqa: PLC0415
    from nucleus.kernel.registry import registry  # noqa: PLC0415
    from nucleus.platform.studio.references import find_set  # noqa: PLC0415

    found = registry.commands[command]
    with system_actor("template sets on the command line"):
        try:
            return found.submit(data, **{found.target: find_set(name)})
        except NotVisible:
            raise NotVisible(f"There is no template set {name!r}; `nucleus templates list` names them.") from None
        except Invalid as error:
            said = "; ".join(f"{path}: {message}" for path, more in error.errors.items() for message in more)
            raise Invalid(dict(error.errors), said) from None


def _new(chosen: argparse.Namespace) -> int:
    made = _done("template_sets.copy", chosen.copy, {"slug": chosen.name, "label": chosen.label})
    print(f"{made.folder}\nChange it, then: nucleus templates check {made.slug}")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    _done("template_sets.check", chosen.name, {})
    from nucleus.platform.sets.outcomes import last_outcome  # noqa: PLC0415 - after Django is there

    outcome = last_outcome(chosen.name)
    if outcome is None:
        return 1
    for line in outcome.findings:
        print(line)
    print(f"{chosen.name}: {outcome.count} findings" if outcome.count else f"{chosen.name}: nothing to mend")
    return 1 if outcome.count else 0


def _remove(chosen: argparse.Namespace) -> int:
    _done("template_sets.remove", chosen.name, {})
    print(f"{chosen.name}: removed")
    return 0
