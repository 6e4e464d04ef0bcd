"""Signed heads outside the database: a chain alone cannot show that all of it was rewritten or its end cut off.

The log `audit-heads.log` in the data folder has one JSON object a line: time, the heads that moved since the last
one, the hash of the line before, and an Ed25519 signature (RFC 8032) over the rest. Copies of it belong on another
machine.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db.models import F

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.operations.monitoring.chain import canonical
from nucleus.operations.monitoring.models import Head
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.models import Organization

LOG = "audit-heads.log"
PRIVATE = "audit-signing.key"
PUBLIC = "audit-signing.pub"


class HeadsDamaged(RuntimeError):
    """The log of heads was changed, or signed by somebody else."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """One organization's head as it was signed."""

    organization: str
    sequence: int
    hash: str


def folder() -> Path:
    """Where log and keys lie."""
    return Path(settings.DATA_DIR)


def signing_key() -> Ed25519PrivateKey:
    """The key that signs; made on first use, in a file of mode 600, with its public half beside it."""
    path = folder() / PRIVATE
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise HeadsDamaged(f"{path} is no Ed25519 key")
    return key


def _make_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    with contextlib.suppress(FileExistsError):  # the first of several processes wins
        os.link(draft, path)
        (folder() / PUBLIC).write_bytes(
            key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
    draft.unlink()


def public_key() -> Ed25519PublicKey:
    """The key that verifies. Raises HeadsDamaged where it is gone."""
    try:
        key = serialization.load_pem_public_key((folder() / PUBLIC).read_bytes())
    except (OSError, ValueError) as error:
        raise HeadsDamaged(f"{PUBLIC} cannot be read: {error}") from None
    if not isinstance(key, Ed25519PublicKey):
        raise HeadsDamaged(f"{PUBLIC} is no Ed25519 key")
    return key


def sign_heads() -> int:
    """Appends the heads that moved since they were last signed. Answers how many."""
    with _alone() as file, write_transaction(), system_actor("signing of audit heads"):
        moved = list(Head.objects.filter(sequence__gt=F("signed_sequence")).order_by("pk"))
        if not moved:
            return 0
        names = dict(Organization.objects.filter(pk__in=[h.organization for h in moved]).values_list("pk", "public_id"))
        heads = {names[h.organization]: [h.sequence, h.hash] for h in moved}
        body = {"at": now().isoformat(), "heads": heads, "previous": _last_hash(file)}
        signature = b64encode(signing_key().sign(canonical(body))).decode()
        file.write(orjson.dumps({**body, "signature": signature}) + b"\n")
        file.flush()
        os.fsync(file.fileno())
        for head in moved:
            Head.objects.filter(pk=head.pk).update(signed_sequence=head.sequence)
    return len(moved)


@contextlib.contextmanager
def _alone() -> Iterator[Any]:
    descriptor = os.open(folder() / LOG, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _last_hash(file: Any) -> str:
    file.seek(0)
    last = b""
    for line in file:
        last = line.rstrip(b"\n")
    return hashlib.sha256(last).hexdigest() if last else ""


def signed_heads() -> Iterator[SignedHead]:
    """Everything that was ever signed, checked. Raises HeadsDamaged for a line that does not hold."""
    path = folder() / LOG
    if not path.exists():
        return
    key, previous = public_key(), ""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = line.rstrip(b"\n")
            yield from _checked(text, number, key, previous)
            previous = hashlib.sha256(text).hexdigest()


def _checked(text: bytes, number: int, key: Ed25519PublicKey, previous: str) -> list[SignedHead]:
    try:
        body = orjson.loads(text)
        signature = b64decode(body.pop("signature"), validate=True)
        key.verify(signature, canonical(body))
        found = [SignedHead(name, int(sequence), str(hash_)) for name, (sequence, hash_) in body["heads"].items()]
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        raise HeadsDamaged(f"{LOG} line {number}: altered, or not signed by this installation") from None
    if body["previous"] != previous:
        raise HeadsDamaged(f"{LOG} line {number}: a line before it is missing")
    return found
