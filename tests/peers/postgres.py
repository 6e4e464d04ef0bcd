"""A throw-away PostgreSQL cluster: `with postgres() as url`, a superuser's address on a free loopback port."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.ground import MissingPeer, dropped, free_port, ordinary_user, scratch

OLDEST = 15
SETTINGS = """
port = {port}
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
"""
"""Safe only because the cluster is thrown away."""


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl` of the newest installed PostgreSQL. Raises MissingPeer without one."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb") if int(p.parts[-3]) >= OLDEST]
    if found:
        return max(found, key=lambda p: int(p.parts[-2]))
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).parent
    raise MissingPeer("PostgreSQL 15 or newer is not installed; `make peers` gets it (Debian, Ubuntu)")


@contextmanager
def postgres() -> Iterator[str]:
    """Starts a cluster and answers `postgresql://postgres:password@127.0.0.1:port/nucleus`; stops and removes it."""
    folder_of_programs = programs()
    user = ordinary_user()
    with scratch(user) as folder:
        password = secrets.token_urlsafe(12)
        data = folder / "data"
        note = folder / "password"
        note.write_text(password)
        note.chmod(0o644)  # its folder has mode 700 and belongs to the server's user
        _run(dropped(user, str(folder_of_programs / "initdb"), "-D", str(data), "-U", "postgres",
                     "-A", "scram-sha-256",
                     f"--pwfile={note}", "-E", "UTF8", "--locale=C.UTF-8",
                     "--no-sync", "--no-instructions"))  # fmt: skip
        port = free_port()
        with (data / "postgresql.conf").open("a") as conf:
            conf.write(SETTINGS.format(port=port, folder=folder))
        control = str(folder_of_programs / "pg_ctl")
        _run(dropped(user, control, "-D", str(data), "-l", str(folder / "log"), "-w", "-t", "60", "start"))
        try:
            yield f"postgresql://postgres:{password}@127.0.0.1:{port}/nucleus"
        finally:
            _run(dropped(user, control, "-D", str(data), "-m", "immediate", "-w", "-t", "30", "stop"))


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"{command[-1]} failed with {done.returncode}: {done.stdout}{done.stderr}")
