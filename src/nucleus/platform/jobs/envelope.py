"""The actor as a job carries it: as it was when the job was ordered, asked again when it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from nucleus.kernel.actor import Actor, Kind, Place, Tier
from nucleus.kernel.registry import registry

VERSION = 1
FRESH = "jobs.fresh_actor"  # provider: Actor as ordered -> Actor as of now, or None where the person may no longer act

Fresh = Callable[[Actor], Actor | None]


class NoLongerAllowed(Exception):
    """The person who ordered the job has lost the membership since."""


def seal_actor(actor: Actor) -> dict[str, Any]:
    """The actor as JSON-ready values. Permissions are not kept where the present ones can be asked for."""
    return {
        "v": VERSION,
        "kind": actor.kind.value,
        "label": actor.label,
        "public_id": actor.public_id,
        "user": actor.user,
        "membership": actor.membership,
        "place": asdict(actor.place) if actor.place else None,
        "permissions": [] if _can_be_asked(actor) else sorted(actor.permissions),
        "read_only": actor.read_only,
        "session": actor.session,
        "reason": actor.reason,
        "roles": list(actor.roles),
    }


def _can_be_asked(actor: Actor) -> bool:
    """Whether there is a membership, or a superadmin's account, that tells the present permissions."""
    return FRESH in registry.providers and (actor.membership is not None or actor.is_superadmin)


def open_actor(sealed: Mapping[str, Any]) -> Actor:
    """The actor that the job runs as. Raises NoLongerAllowed where the membership has ended since."""
    place = sealed.get("place")
    actor = Actor(
        kind=Kind(sealed["kind"]),
        label=sealed["label"],
        public_id=sealed["public_id"],
        user=sealed["user"],
        membership=sealed["membership"],
        place=Place(**{**place, "tier": Tier(place["tier"])}) if place else None,
        permissions=frozenset(sealed["permissions"]),
        read_only=sealed["read_only"],
        session=sealed["session"],
        reason=sealed["reason"],
        roles=tuple(sealed["roles"]),
    )
    fresh: Fresh | None = registry.providers.get(FRESH)
    if fresh is None or not _can_be_asked(actor):
        return actor
    found = fresh(actor)
    if found is None:
        raise NoLongerAllowed(f"{actor.label} may no longer act here")
    return found
