"""Keeping bytes and letting them go. Called by the commands of other rooms, whose audit lines tell of it."""

from __future__ import annotations

import io
from typing import BinaryIO

from django.db import IntegrityError, transaction

from nucleus.kernel.text import one_line
from nucleus.platform.files.disk import Written, path_of, write
from nucleus.platform.files.models import Blob, Holding
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.models import Organization

LIMIT = 64 * 1024 * 1024  # bytes, where the caller names no other


def keep(
    organization: Organization, data: bytes | BinaryIO, *, name: str, purpose: str, limit: int = LIMIT
) -> tuple[Holding, bool]:
    """Keeps bytes for the organization. Answers its holding, and whether it is a new one: the same bytes for the same
    purpose are held once.

    The bytes reach the disk before the rows are written; after a rollback the sweep takes the file away. Raises
    TooLarge past `limit` bytes, ScopeViolation where the actor may not write for the organization.
    """
    stream: BinaryIO = io.BytesIO(data) if isinstance(data, bytes | bytearray | memoryview) else data
    return hold(organization, write(stream, limit), name=name, purpose=purpose)


def hold(organization: Organization, written: Written, *, name: str, purpose: str) -> tuple[Holding, bool]:
    """Claims bytes that are on disk for the organization."""
    with write_transaction():
        blob = _blob(written)
        found = Holding.objects.filter(organization=organization, blob=blob, purpose=purpose).first()
        if found is not None:
            return found, False
        if not path_of(written.sha256).exists():
            raise OSError("the bytes were swept away while they were being kept; try again")
        holding = Holding(organization=organization, blob=blob, name=plain_name(name), purpose=purpose)
        try:
            with transaction.atomic():
                holding.save(force_insert=True)
        except IntegrityError:  # the same bytes came twice at once
            return Holding.objects.get(organization=organization, blob=blob, purpose=purpose), False
        return holding, True


def _blob(written: Written) -> Blob:
    made, _new = Blob.objects.get_or_create(
        sha256=written.sha256, defaults={"size": written.size, "kind": written.kind}
    )
    return made


def plain_name(name: str) -> str:
    """The last part of a path that a stranger gave, as one line."""
    return one_line(name.replace("\\", "/").rsplit("/", 1)[-1], 200) or "unnamed"


def let_go(holding: Holding) -> None:
    """Gives a claim up. The bytes go with the last one, at the next sweep."""
    holding.delete()
