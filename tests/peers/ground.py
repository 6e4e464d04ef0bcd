"""What every peer stands on: a free port, an ordinary user where we are root, and what happens when one is missing."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ORDINARY = ("postgres", "nobody")
"""Users that a server may run as when the tests run as root; the first that exists."""


class MissingPeer(Exception):
    """The server's program is not installed; the text says how to get it."""


def required() -> bool:
    """Whether a missing peer is a failure."""
    return os.environ.get("REQUIRE_PEERS", "") == "1"


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ordinary_user() -> pwd.struct_passwd | None:
    """Whom servers run as that refuse root; nobody else is needed when we are not root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next((known[name] for name in ORDINARY if name in known), None)


def dropped(user: pwd.struct_passwd | None, *command: str) -> list[str]:
    """The command, run as that user where one is given."""
    if user is None:
        return list(command)
    return ["setpriv", "--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups", "--", *command]


@contextmanager
def scratch(user: pwd.struct_passwd | None) -> Iterator[Path]:
    """A short-lived folder of that user; in memory where the machine has room there, so that servers start fast."""
    memory = Path("/dev/shm")
    parent = memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30 else None
    folder = Path(tempfile.mkdtemp(prefix="nucleus-peer-", dir=parent))
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
