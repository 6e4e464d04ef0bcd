"""Fields that keep the scope: foreign keys whose joins are reduced, ancestor columns that fill themselves."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.sql.where import AND, WhereNode

from nucleus.kernel.actor import Place, Tier, current_actor
from nucleus.kernel.errors import ScopeViolation
from nucleus.platform.tree.scope import JoinScope, is_scoped, may_write


def place_of(organization: Any) -> Place:
    """Where an organization stands, itself at its own tier; also of one as a migration knows it."""
    return Place(
        Tier(organization.tier),
        organization.pk,
        organization.distributor_id,
        organization.partner_id,
        organization.customer_id,
    )


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key whose every join, forward and backward, shows only what the actor sees.

    Demanded for all foreign keys of scoped models (system check `tree.E001`). A bare id that the actor cannot see is
    refused on save.
    """

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> WhereNode | None:
        """The condition for the ON clause; `alias` is the far table, `related_alias` the one with the column."""
        parts = [
            JoinScope(model, at)
            for model, at in ((self.remote_field.model, alias), (self.model, related_alias))
            if at is not None and is_scoped(model)
        ]
        if not parts:
            return None
        return WhereNode(list[Any](parts), connector=AND)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The id, after one look whether a bare foreign id is in sight."""
        value = super().pre_save(model_instance, add)
        target = self.remote_field.model
        if value is None or not is_scoped(target) or current_actor().is_system or self.is_cached(model_instance):
            return value
        if not target._base_manager.filter(**{self.target_field.attname: value}).exists():
            raise ScopeViolation(f"{self.model.__name__}.{self.name} points out of sight")
        return value


class AncestorField(models.BigIntegerField):  # type: ignore[type-arg]
    """The id of the ancestor of one tier, null above the owner; taken from `organization` at every save."""

    def __init__(self, tier: str, **options: Any) -> None:
        self.tier = Tier(tier)
        options.setdefault("null", True)
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.tier.value, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> int | None:
        """The ancestor out of the organization's place, after the check that the actor may write there."""
        place = place_of(model_instance.organization)  # type: ignore[attr-defined]
        if not may_write(model_instance, current_actor(), place):
            raise ScopeViolation(f"{type(model_instance).__name__} may not be written there")
        value: int | None = getattr(place, self.tier.value)
        setattr(model_instance, self.attname, value)
        return value
