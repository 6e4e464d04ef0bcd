"""`nucleus migrate`, `install`, `audit verify`, `search rebuild` and Django's own commands."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def add_commands(verbs: Any) -> None:
    """Adds the commands that set up and check the house."""
    migrate = verbs.add_parser("migrate", help="bring the database to this release")
    migrate.set_defaults(call=_migrate)
    install = verbs.add_parser("install", help="make a real installation: superadmin, company, first administrator")
    install.add_argument("--superadmin-email")
    install.add_argument("--superadmin-name")
    install.add_argument("--company")
    install.add_argument("--admin-email")
    install.add_argument("--admin-name")
    install.add_argument("--password-file", help="two lines: superadmin's and administrator's first password")
    install.set_defaults(call=_install)
    audit = verbs.add_parser("audit", help="the audit trail").add_subparsers(required=True, metavar="ACT")
    verify = audit.add_parser("verify", help="check the hash chains of all organizations")
    verify.set_defaults(call=_verify)
    vault = verbs.add_parser("vault", help="the keys of encrypted fields").add_subparsers(required=True, metavar="ACT")
    rotate = vault.add_parser("rotate", help="encrypt every secret field under a fresh data key")
    rotate.set_defaults(call=_rotate)
    search = verbs.add_parser("search", help="the search index").add_subparsers(required=True, metavar="ACT")
    rebuild = search.add_parser("rebuild", help="compare the index with everything and mend it, while the house works")
    rebuild.add_argument("source", nargs="*", help="only these sources (organizations, domains ...)")
    rebuild.set_defaults(call=_rebuild_search)
    django = verbs.add_parser("django", help="a command of Django's own")
    django.add_argument("rest", nargs=argparse.REMAINDER)
    django.set_defaults(call=_django)


def migrate_database() -> None:
    """Applies migrations and compiles the roles anew where their permissions changed."""
    from django.core.management import call_command  # noqa: PLC0415 - after Django is there

    call_command("migrate", interactive=False, verbosity=0)
    from nucleus.platform.access.compilation import recompile_permissions  # noqa: PLC0415

    recompile_permissions()


def _start() -> None:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()


def _migrate(chosen: argparse.Namespace) -> int:
    _start()
    migrate_database()
    return 0


def _install(chosen: argparse.Namespace) -> int:
    _start()
    migrate_database()
    from nucleus.platform.organizations.installing import install_from_options  # noqa: PLC0415 - after Django is there

    return install_from_options(vars(chosen), sys.stdin, sys.stdout)


def _verify(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.operations.monitoring.verification import verify_command  # noqa: PLC0415 - after Django is there

    return verify_command(sys.stdout)


def _rotate(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.platform.vault.rotation import rotate_command  # noqa: PLC0415 - after Django is there

    return rotate_command(sys.stdout)


def _rebuild_search(chosen: argparse.Namespace) -> int:
    _start()
    from nucleus.platform.search.rebuilding import rebuild_command  # noqa: PLC0415 - after Django is there

    return rebuild_command(chosen.source, sys.stdout)


def _django(chosen: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings are named

    execute_from_command_line(["nucleus django", *chosen.rest])
    return 0
