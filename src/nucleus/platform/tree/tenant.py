"""The base of everything that a tenant owns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.db import models

from nucleus.kernel.actor import Place, Tier, current_actor
from nucleus.kernel.errors import ScopeViolation
from nucleus.kernel.ids import public_id
from nucleus.platform.tree.fields import AncestorField, TenantForeignKey
from nucleus.platform.tree.scope import InScope, Visibility, may_write

_watchers: list[Callable[[models.Model], None]] = []


def set_save_watcher(function: Callable[[models.Model], None]) -> None:
    """Names who is told before a changed row is saved (the gate, for the audit line)."""
    _watchers[:] = [function]


def tell_watcher(row: models.Model) -> None:
    """Says that a stored row is about to change."""
    if _watchers:
        _watchers[0](row)


_queries: dict[type[models.Model], Any] = {}  # of the scoped managers; none holds an actor
FIXED = frozenset({"organization", "organization_id", "distributor_id", "partner_id", "customer_id"})


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that never moves rows to another place; only the move of an organization does."""

    def update(self, **values: Any) -> int:
        """Refuses the place columns."""
        if FIXED & values.keys():
            raise ScopeViolation("a row's place is changed by moving its organization only")
        return super().update(**values)

    def set_place(self, **columns: int | None) -> int:
        """Writes place columns: for a new organization and for the move of one, nowhere else."""
        return super().update(**columns)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Answers only with what the actor in context sees; asks when SQL is compiled."""

    use_in_migrations = False

    def get_queryset(self) -> ScopedQuerySet:
        """The rows in sight. No actor is in the condition before it is compiled, so one query is made and cloned."""
        model: Any = self.model
        if (query := _queries.get(model)) is None:
            query = _queries[model] = super().get_queryset().filter(InScope(model)).query
        return self._queryset_class(model, query.chain(), self._db, self._hints)  # type: ignore[no-any-return]


class Scoped(models.Model):
    """Base of scoped models: the manager is the only way to rows, also for Django itself."""

    visibility: ClassVar[Visibility]
    superadmin_sees: ClassVar[bool] = False

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"


class TenantModel(Scoped):
    """A row of business data: it belongs to one organization and carries its place.

    Subclasses state `visibility` and, where the outside names the row, `prefix` of its public id.
    """

    prefix: ClassVar[str] = ""

    organization = TenantForeignKey("tree.Organization", on_delete=models.PROTECT, related_name="+")
    distributor_id = AncestorField("distributor")
    partner_id = AncestorField("partner")
    customer_id = AncestorField("customer")

    class Meta(Scoped.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and lets the gate note what changes on the audit line of the running command."""
        if not self._state.adding:
            tell_watcher(self)
        super().save(*args, **kwargs)

    @property
    def place(self) -> Place:
        """Where the row hangs in the tree, without a query."""
        tier = Tier.COMPANY
        for level in (Tier.DISTRIBUTOR, Tier.PARTNER, Tier.CUSTOMER):
            if getattr(self, level.value + "_id") is not None:
                tier = level
        return Place(tier, self.organization_id, self.distributor_id, self.partner_id, self.customer_id)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes, after the check that the actor may touch the row (Django's own way skips managers)."""
        if not may_write(self, current_actor(), self.place):
            raise ScopeViolation(f"{type(self).__name__} may not be deleted from here")
        return super().delete(*args, **kwargs)


class Named(models.Model):
    """Gives a model a public id of its `prefix`."""

    prefix: ClassVar[str] = ""
    public_id = models.CharField(max_length=24, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Draws the public id on the first save."""
        if not self.public_id:
            self.public_id = public_id(self.prefix)
        super().save(*args, **kwargs)

    @classmethod
    def fresh(cls, **values: Any) -> Self:
        """An unsaved instance that has its public id already, for bulk inserts."""
        return cls(public_id=public_id(cls.prefix), **values)
