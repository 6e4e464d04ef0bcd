"""The master key file: JSON with key ids and keys, mode 600, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from nucleus.kernel.ids import public_id
from nucleus.platform.vault.errors import MasterKeyUnusable

NAME = "master.key"
SIZE = 32  # bytes


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The current key by its id; older ones are there only while a rotation is under way."""

    current: str
    keys: dict[str, bytes]

    def key(self, key_id: str) -> bytes:
        """The key of that id. Raises MasterKeyUnusable where the file does not hold it."""
        try:
            return self.keys[key_id]
        except KeyError:
            held = ", ".join(sorted(self.keys))
            raise MasterKeyUnusable(
                f"The database was encrypted under master key {key_id}, but {place()} holds {held}. "
                "Put the file of this installation back (it is part of the backup of secrets)."
            ) from None


def place() -> Path:
    """Where the file lies."""
    return Path(settings.DATA_DIR) / NAME


def fresh() -> tuple[str, bytes]:
    """A new id and key."""
    return public_id("MK"), secrets.token_bytes(SIZE)


def read_master() -> MasterKeys | None:
    """The file's keys, or None where there is no file. Raises MasterKeyUnusable for one that cannot be trusted."""
    path = place()
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_text()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MasterKeyUnusable(f"{path} cannot be read: {error.strerror}") from None
    if mode & 0o077:
        raise MasterKeyUnusable(f"{path} is open to other users (mode {mode:03o}); make it 600")
    try:
        found = json.loads(text)
        keys = {str(name): b64decode(key, validate=True) for name, key in found["keys"].items()}
        master = MasterKeys(str(found["current"]), keys)
        usable = master.current in keys and {len(k) for k in keys.values()} == {SIZE}
    except (ValueError, KeyError, TypeError, AttributeError):
        usable = False
    if not usable:
        raise MasterKeyUnusable(f"{path} is damaged: it is no key file")
    return master


def require_master() -> MasterKeys:
    """The file's keys. Raises MasterKeyUnusable where it is missing."""
    master = read_master()
    if master is None:
        raise MasterKeyUnusable(f"{place()} is missing: without it the stored secrets cannot be read")
    return master


def make_master() -> MasterKeys:
    """The file's keys; makes the file with a first key where there is none. The first of several processes wins."""
    master = read_master()
    if master is not None:
        return master
    key_id, key = fresh()
    draft = _draft(MasterKeys(key_id, {key_id: key}))
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, place())
    finally:
        draft.unlink()
    return require_master()


def write_master(master: MasterKeys) -> None:
    """Replaces the file."""
    _draft(master).replace(place())
    folder = os.open(place().parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _draft(master: MasterKeys) -> Path:
    keys = {name: b64encode(key).decode() for name, key in master.keys.items()}
    draft = place().with_name(f"{NAME}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"current": master.current, "keys": keys}, file)
        file.flush()
        os.fsync(file.fileno())
    return draft
