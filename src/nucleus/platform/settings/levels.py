"""The level at which an actor works: the system's for the superadmin and the software, else the own organization's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from nucleus.kernel.actor import Actor, Place, Tier, current_actor
from nucleus.kernel.errors import Denied
from nucleus.platform.settings.models import Level, SettingChange, Verb
from nucleus.platform.settings.resolution import steps_of


@dataclass(frozen=True, slots=True)
class AtLevel:
    """A level: nothing as its place means the system."""

    place: Place | None

    @property
    def tier(self) -> Tier | None:
        """The tier of the organization; nothing for the system."""
        return self.place.tier if self.place else None

    @property
    def name(self) -> Level:
        """As rows keep it."""
        return Level.ORGANIZATION if self.place else Level.SYSTEM

    @property
    def key(self) -> int:
        """As `resolution` names it."""
        return steps_of(self.place)[-1][0]

    def rows(self, model: Any) -> QuerySet[Any]:
        """The rows of this level, of those in the actor's sight."""
        found: QuerySet[Any] = model.objects.filter(level=self.name)
        return found.filter(organization_id=self.place.organization) if self.place else found


def own_level(actor: Actor | None = None) -> AtLevel:
    """The level of the actor in context. Raises Denied for somebody without a place."""
    actor = actor or current_actor()
    if actor.is_superadmin or actor.is_system:
        return AtLevel(None)
    if actor.place is None:
        raise Denied
    return AtLevel(actor.place)


def changes() -> QuerySet[SettingChange]:
    """The history of the actor's organization; for the superadmin that of the system and of every organization.

    `undoable`: whether the actor can take it back: the last change of the own level, and no secret.
    """
    level = own_level()
    rows: QuerySet[Any] = level.rows(SettingChange) if level.place else SettingChange.objects.all()
    newer = SettingChange.objects.filter(
        organization=OuterRef("organization"), level=OuterRef("level"), key=OuterRef("key"), pk__gt=OuterRef("pk")
    )
    lost = Q(secret=True, verb__in=(Verb.SET, Verb.RESET))  # a secret is not kept after it was changed
    may = Case(When(Q(~Exists(newer), ~lost, level=level.name), then=True), default=False, output_field=BooleanField())
    found: QuerySet[SettingChange] = rows.annotate(undoable=may)
    return found
