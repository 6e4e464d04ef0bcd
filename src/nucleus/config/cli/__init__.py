"""The `nucleus` command: one word for the noun, one for what to do."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from nucleus.config.cli import demo, dmarc, house, serve, settings, templates, where
from nucleus.version import VERSION


def parser() -> argparse.ArgumentParser:
    """All subcommands with their options; each sets `call`, a function of the arguments that answers an exit status."""
    top = argparse.ArgumentParser(prog="nucleus", description="Run and operate Nucleus.")
    top.add_argument("--version", action="version", version=f"nucleus {VERSION}")
    verbs = top.add_subparsers(required=True, metavar="COMMAND")
    for room in (serve, house, demo, dmarc, settings, where, templates):
        room.add_commands(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit status. Refusals go to standard error, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
    chosen = parser().parse_args(arguments)
    from nucleus.kernel.errors import Problem  # noqa: PLC0415 - after the parser, so that --help is quick

    try:
        return int(chosen.call(chosen) or 0)
    except Problem as problem:
        print(f"nucleus: {problem.detail}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except OSError as error:
        print(f"nucleus: {error.filename or 'the data folder'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except Exception as error:
        if type(error).__module__ != "django.db.utils" or type(error).__name__ != "OperationalError":
            raise
        print(f"nucleus: the database cannot be used: {error}", file=sys.stderr)
        return 2


def start_django() -> None:
    """Loads settings and rooms; for the commands that need the database."""
    import django  # noqa: PLC0415 - the commands without a database start without it

    django.setup()
