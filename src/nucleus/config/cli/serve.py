"""`nucleus run`, `web`, `worker`, `prepare`: the processes of an installation."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import Any

DEFAULT_PORT = 8000


def add_commands(verbs: Any) -> None:
    """Adds the commands that start processes."""
    for name, call, text in (
        ("run", _run, "everything on embedded defaults with the demo channel: web and worker"),
        ("serve", _serve, "web and worker of a real installation"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("--port", type=int, default=int(os.environ.get("PORT") or DEFAULT_PORT))
        verb.add_argument("--host", default=os.environ.get("NUCLEUS_BIND", "127.0.0.1"))
        verb.set_defaults(call=call, what=None, portal="")
        if name == "serve":
            verb.add_argument(
                "what", nargs="?", choices=["public"], help="public: only the public site, on a port of its own"
            )
            verb.add_argument("--portal", help="with public: the address of the portals, as https://portal.example.com")
    worker = verbs.add_parser("worker", help="only the worker")
    worker.set_defaults(call=_worker)


def _worker(chosen: argparse.Namespace) -> int:
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module

    start_django()
    from nucleus.operations.vitals.recording import start_recording  # noqa: PLC0415 - after Django is there
    from nucleus.platform.jobs.worker import run_worker  # noqa: PLC0415

    start_recording()
    run_worker()
    return 0


def _run(chosen: argparse.Namespace) -> int:
    os.environ["NUCLEUS_DEMO"] = "1"
    base = f"http://{_shown(chosen.host)}:{chosen.port}"
    if _taken(chosen.host, chosen.port):
        print(f"nucleus: port {chosen.port} is in use; choose another with PORT=8001 make run", file=sys.stderr)
        return 1
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module
    from nucleus.config.cli.house import migrate_database  # noqa: PLC0415

    start_django()
    migrate_database()
    from nucleus.kernel.registry import registry  # noqa: PLC0415 - after Django is there

    registry.providers["demo.build"](base, sys.stdout)  # the demo stands above this floor
    return _processes(chosen, lambda: _welcome(base), log="nucleus.log")


def _serve(chosen: argparse.Namespace) -> int:
    if chosen.what == "public":
        return _serve_public(chosen)
    if _taken(chosen.host, chosen.port):
        print(f"nucleus: port {chosen.port} is in use", file=sys.stderr)
        return 1
    from nucleus.config.cli import start_django  # noqa: PLC0415 - the parent imports this module
    from nucleus.config.cli.house import migrate_database  # noqa: PLC0415

    start_django()
    migrate_database()
    base = f"http://{_shown(chosen.host)}:{chosen.port}"
    return _processes(chosen, lambda: print(f"Nucleus answers at {base}/", flush=True))


def _serve_public(chosen: argparse.Namespace) -> int:  # noqa: RET503 - at its end the process is another
    """Becomes a web server that knows the public addresses only. Its database is the installation's, migrated by it."""
    if _taken(chosen.host, chosen.port):
        print(f"nucleus: port {chosen.port} is in use", file=sys.stderr)
        return 1
    os.environ["NUCLEUS_SITE"] = "public"
    if chosen.portal:
        os.environ["NUCLEUS_PORTAL"] = chosen.portal
    print(f"The public site answers at http://{_shown(chosen.host)}:{chosen.port}/", flush=True)
    from nucleus.config.processes import web_command  # noqa: PLC0415 - as the other commands

    command = web_command(f"{chosen.host or '127.0.0.1'}:{chosen.port}")
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104 - a comparison, not a bind


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host or "127.0.0.1", port))
        except OSError:
            return True
    return False


def _processes(chosen: argparse.Namespace, ready: Any, log: str = "") -> int:
    from django.conf import settings  # noqa: PLC0415 - after Django is there
    from django.db import connections  # noqa: PLC0415 - after Django is there

    from nucleus.config.processes import Supervisor  # noqa: PLC0415

    connections.close_all()
    bind = f"{chosen.host or '127.0.0.1'}:{chosen.port}"
    health = f"http://{_shown(chosen.host)}:{chosen.port}/health/live"
    return Supervisor(bind, health, ready, Path(settings.DATA_DIR) / log if log else None).run()


def _welcome(base: str) -> None:
    from django.conf import settings  # noqa: PLC0415 - after Django is there

    from nucleus.kernel.registry import registry  # noqa: PLC0415

    data = Path(settings.DATA_DIR)
    print(f"\nNucleus answers at {base}/\n")
    for line in registry.providers["demo.sign_in_lines"]():
        print(line)
    print(f"\nAll sign-ins: {data / 'demo-sign-ins.json'}")
    print(f"Report files to drop on the upload page: {data / 'demo-reports'}")
    print(f"Log: {data / 'nucleus.log'}")
    print("Stop with Ctrl C.", flush=True)
