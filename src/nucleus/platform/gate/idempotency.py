"""One effect per idempotency key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor, system_actor
from nucleus.kernel.errors import Invalid, KeyReused
from nucleus.kernel.registry import registry
from nucleus.platform.gate.effects import company
from nucleus.platform.gate.models import IdempotencyKey
from nucleus.platform.tree.models import Organization

_KEY = re.compile(r"[!-~]{1,120}")


def check_key(key: str) -> None:
    """Raises Invalid unless the key is 1 to 120 visible characters of ASCII."""
    if not _KEY.fullmatch(key):
        raise Invalid({"Idempotency-Key": [_("From 1 to 120 letters, digits and signs, without blanks.")]})


def once(command: str, key: str, digest: str, effect: Callable[[], Any]) -> Any:
    """Runs the effect for the first use of the key; later ones get what came out. Needs a write transaction."""
    check_key(key)
    actor = current_actor()
    with system_actor("idempotency key"):
        owner = Organization.objects.get(pk=actor.place.organization) if actor.place else company()
        row = IdempotencyKey(organization=owner, command=command, key=key, digest=digest)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            row = IdempotencyKey.objects.get(organization=owner, command=command, key=key)
            return _stored(row, digest, actor)
    result = effect()
    with system_actor("idempotency key"):
        IdempotencyKey.objects.filter(pk=row.pk).update(
            result_type=type(result).__name__.lower(), result_id=getattr(result, "public_id", "") or ""
        )
    return result


def was_used(command: str, key: str) -> bool:
    """Whether the caller's key has had its effect: what comes with it now is a repetition."""
    actor = current_actor()
    with system_actor("idempotency key"):
        owner = actor.place.organization if actor.place else company().pk
        return bool(IdempotencyKey.objects.filter(organization=owner, command=command, key=key).exists())


def _stored(row: IdempotencyKey, digest: str, actor: Any) -> Any:
    if row.digest != digest:
        raise KeyReused
    reference = registry.references.get(row.result_type)
    if reference is None or not row.result_id:
        return None
    from nucleus.kernel.actor import acting  # the answer is read again as the caller

    with acting(actor):
        return reference.find(row.result_id)
