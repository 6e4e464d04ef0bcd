"""The folder of bytes: sharded by hash, written whole or not at all, readable by this user only."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from nucleus.kernel.errors import TooLarge
from nucleus.platform.files.kinds import HEAD, kind_of

CHUNK = 1 << 18
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes that are safely on disk."""

    sha256: str
    size: int
    kind: str


def root() -> Path:
    """The folder, made on first use."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie. Raises ValueError for anything that is no hash, so that no path can be made
    up.
    """
    if not DIGEST.fullmatch(sha256):
        raise ValueError("not a SHA-256 in small hexadecimal digits")
    return root() / sha256[:2] / sha256[2:4] / sha256


def write(stream: BinaryIO, limit: int) -> Written:
    """Copies the stream to its place. Raises TooLarge past `limit` bytes; nothing is left behind then."""
    fresh = _fresh_file()
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            written = _copy(stream, target, limit)
            target.flush()
            os.fsync(target.fileno())
        _settle(fresh, path_of(written.sha256))
    finally:
        fresh.unlink(missing_ok=True)
    return written


def _fresh_file() -> Path:
    folder = root() / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / secrets.token_hex(16)


def _copy(stream: BinaryIO, target: BinaryIO, limit: int) -> Written:
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"The file is larger than {limit:,} bytes.")
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
        digest.update(chunk)
        target.write(chunk)
    return Written(digest.hexdigest(), size, kind_of(head))


def _settle(fresh: Path, place: Path) -> None:
    if place.exists():
        os.utime(place)  # wanted again: the sweep of unclaimed files leaves it alone for a while
        return
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    fresh.replace(place)
    for folder in (place.parent, place.parent.parent):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def files_older_than(seconds: float) -> Iterator[tuple[Path, str]]:
    """All files that were last wanted before that time, with their hash; half-written ones with an empty hash."""
    for path in root().glob("*/*/*"):
        if DIGEST.fullmatch(path.name) and is_older_than(path, seconds):
            yield path, path.name
    for path in root().glob("incoming/*"):
        if is_older_than(path, seconds):
            yield path, ""


def is_older_than(path: Path, seconds: float) -> bool:
    """Whether the file was last wanted before that time; not, where it is gone."""
    try:
        return path.stat().st_mtime < time.time() - seconds
    except FileNotFoundError:
        return False
