"""New keys without downtime: old and new are readable all the while, and a rotation that was cut off is simply run
again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from django.apps import apps

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.vault.fields import EncryptedField, Sealed
from nucleus.platform.vault.keyring import current_key, key_of, new_key, unwrap, wrap
from nucleus.platform.vault.master import MasterKeys, fresh, make_master, write_master
from nucleus.platform.vault.models import DataKey

BATCH = 200
SETTLED = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rotation:
    """What was done: the new keys' ids, how many values were encrypted anew, how many old data keys are gone."""

    master: str
    data_key: str
    values: int
    retired: int


def rotate() -> Rotation:
    """A new master key, a new data key, every stored secret under it, and the old keys gone."""
    with system_actor("rotation of keys"):
        old = make_master()
        current_key()
        key_id, key = fresh()
        both = MasterKeys(key_id, {**old.keys, key_id: key})
        write_master(both)
        _rewrap(both)
        write_master(MasterKeys(key_id, {key_id: key}))
        with write_transaction():
            data_key = new_key(MasterKeys(key_id, {key_id: key}))
        values = reencrypt(data_key.key_id)
        before = now() - SETTLED
        retired, _by_model = DataKey.objects.filter(is_current=False, retired_at__lt=before).delete()
    return Rotation(key_id, data_key.key_id, values, retired)


def _rewrap(both: MasterKeys) -> None:
    """All data keys under the new master key, in one transaction; from its commit on the old one opens nothing."""
    with write_transaction():
        for stored in DataKey.objects.select_for_update().exclude(master=both.current):
            wrapped = wrap(unwrap(stored, both), stored.key_id, both)
            DataKey.objects.filter(pk=stored.pk).update(wrapped=wrapped, master=both.current)


def encrypted_fields() -> Iterator[tuple[Any, EncryptedField]]:
    """Every model with each of its encrypted fields."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedField):
                yield model, field


def reencrypt(key_id: str) -> int:
    """Brings every stored secret under that data key. Answers how many changed."""
    return sum(_reencrypt_column(model, field, key_id) for model, field in encrypted_fields())


def _reencrypt_column(model: Any, field: EncryptedField, key_id: str) -> int:
    changed, last = 0, 0
    while True:
        with write_transaction():
            batch = model._base_manager.filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH]  # noqa: SLF001 - Django's own name
            rows = list(batch)
            changed += sum(_reencrypt_row(model, field, row, key_id) for row in rows)
        if len(rows) < BATCH:
            return changed
        last = rows[-1].pk


def _reencrypt_row(model: Any, field: EncryptedField, row: Any, key_id: str) -> bool:
    """Whether the value was under another key."""
    stored = row.__dict__.get(field.attname)
    if not isinstance(stored, Sealed) or key_of(stored.token) == key_id:
        return False
    setattr(row, field.attname, str(getattr(row, field.attname)))
    new = field.pre_save(row, add=False)
    model._base_manager.filter(pk=row.pk).update(**{field.attname: new})  # noqa: SLF001 - as above
    return True


def rotate_command(out: TextIO) -> int:
    """`nucleus vault rotate`: rotates, says what was done, and answers 0. Run again, it ends what was cut off."""
    done = rotate()
    out.write(
        f"ok: master key {done.master}, data key {done.data_key}, {done.values} secrets encrypted anew, "
        f"{done.retired} old data keys removed\n"
    )
    return 0
