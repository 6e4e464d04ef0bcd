"""Data keys by id, and what is done with them."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from nucleus.kernel.clock import now
from nucleus.kernel.ids import public_id
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.vault.errors import CiphertextRefused, MasterKeyUnusable, VaultError
from nucleus.platform.vault.master import MasterKeys, make_master, place, require_master
from nucleus.platform.vault.models import DataKey

VERSION = "v1"
NONCE = 12  # bytes, drawn at random for each encryption (NIST SP 800-38D, 8.2.2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a ciphertext belongs."""

    table: str
    column: str
    row: str

    def binding(self, key_id: str) -> bytes:
        """What the authentication covers beside the text; the parts cannot run into one another."""
        parts = ("nucleus", VERSION, self.table, self.column, self.row, key_id)
        return "\x1f".join(parts).encode()


def wrap(key: bytes, key_id: str, master: MasterKeys) -> str:
    """A data key under the current master key."""
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(master.keys[master.current]).encrypt(nonce, key, f"{master.current}/{key_id}".encode())
    return urlsafe_b64encode(nonce + sealed).decode()


def unwrap(stored: DataKey, master: MasterKeys) -> bytes:
    """The data key. Raises MasterKeyUnusable where the master key is another one."""
    raw = urlsafe_b64decode(stored.wrapped)
    binding = f"{stored.master}/{stored.key_id}".encode()
    try:
        return AESGCM(master.key(stored.master)).decrypt(raw[:NONCE], raw[NONCE:], binding)
    except InvalidTag:
        raise MasterKeyUnusable(f"master key {stored.master} does not open data key {stored.key_id}") from None


def current_key() -> DataKey:
    """The data key that encrypts; the first one is made on first use.

    Asked of the database each time: one that was made in a transaction and rolled back must never be used again.
    """
    found = DataKey.objects.filter(is_current=True).first()
    if found is not None:
        return found
    try:
        with write_transaction(), transaction.atomic():
            return new_key(make_master())
    except IntegrityError:  # another process was first
        return DataKey.objects.get(is_current=True)


def new_key(master: MasterKeys) -> DataKey:
    """Makes a data key and lets it encrypt from now on."""
    key_id = public_id("DK")
    DataKey.objects.filter(is_current=True).update(is_current=False, retired_at=now())
    wrapped = wrap(AESGCM.generate_key(256), key_id, master)
    return DataKey.objects.create(key_id=key_id, master=master.current, wrapped=wrapped, is_current=True)


@lru_cache(maxsize=64)
def _opened(wrapped: str, key_id: str, master_id: str, file: str) -> AESGCM:
    stored = DataKey(key_id=key_id, master=master_id, wrapped=wrapped)
    return AESGCM(unwrap(stored, require_master()))


def cipher(stored: DataKey) -> AESGCM:
    """The cipher of a data key; opened once per process and key file."""
    return _opened(stored.wrapped, stored.key_id, stored.master, str(place()))


def seal(text: str, spot: Spot) -> str:
    """The text as it is stored: `v1.KEY.BASE64`."""
    key = current_key()
    nonce = secrets.token_bytes(NONCE)
    body = cipher(key).encrypt(nonce, text.encode(), spot.binding(key.key_id))
    return f"{VERSION}.{key.key_id}.{urlsafe_b64encode(nonce + body).decode()}"


def key_of(token: str) -> str:
    """The id of the data key that a stored text names. Raises CiphertextRefused for what is none."""
    version, _dot, rest = token.partition(".")
    key_id, _dot, body = rest.partition(".")
    if version != VERSION or not key_id or not body:
        raise CiphertextRefused("this is no ciphertext of this version")
    return key_id


@lru_cache(maxsize=64)
def _stored(key_id: str) -> DataKey:
    found = DataKey.objects.filter(key_id=key_id).first()
    if found is None:
        raise VaultError(f"data key {key_id} is not in the database")
    return found


def unseal(token: str, spot: Spot) -> str:
    """The text. Raises CiphertextRefused where it was altered or does not belong there."""
    key_id = key_of(token)
    try:
        raw = urlsafe_b64decode(token.rsplit(".", 1)[1])
        opened = _cipher_of(key_id).decrypt(raw[:NONCE], raw[NONCE:], spot.binding(key_id))
    except (InvalidTag, ValueError):
        raise CiphertextRefused(
            f"{spot.table}.{spot.column} of {spot.row}: the ciphertext was altered or belongs elsewhere"
        ) from None
    return opened.decode()


def _cipher_of(key_id: str) -> AESGCM:
    try:
        return cipher(_stored(key_id))
    except MasterKeyUnusable:
        _stored.cache_clear()  # the master key may have been changed since: the row says under which it is now
        return cipher(_stored(key_id))
