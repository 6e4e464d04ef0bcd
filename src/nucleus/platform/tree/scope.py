"""What the actor in context may see, as SQL: bound when a statement is compiled, never when a queryset is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import BooleanField, Expression, F

from nucleus.kernel.actor import Actor, Place, Tier, current_actor

if TYPE_CHECKING:
    from django.db.models import Model
    from django.db.models.sql.compiler import SQLCompiler

Condition = tuple[str, list[Any]]


class Visibility(Enum):
    """Who above the owner sees a row (SPEC ORG-4).

    DETAIL: the owner, the partner of its customer, and holders of a support grant. COMMERCIAL and METRIC: all above.
    PRIVATE: only the owner itself. CARD: the tree itself, with the own chain upward. THROUGH: what hangs on a row in
    sight (`scope_through`: the column and the scoped model it points to), for narrow tables without an own place.
    """

    DETAIL = "detail"
    COMMERCIAL = "commercial"
    METRIC = "metric"
    PRIVATE = "private"
    CARD = "card"
    THROUGH = "through"


Openings = Callable[[Actor], Condition]
_openings: list[Openings] = []


def set_openings(function: Openings) -> None:
    """Names who tells which customers are opened to the actor by a grant (the gate does, at its start)."""
    _openings[:] = [function]


def condition(model: type[Model], actor: Actor, alias: str, quote: Callable[[str], str]) -> Condition | bool:
    """What rows of `model` under the table `alias` must meet: True for all, False for none, else SQL and values."""
    if actor.is_system:
        return True
    if actor.is_superadmin:
        return bool(getattr(model, "superadmin_sees", False))
    if getattr(model, "visibility", None) is Visibility.THROUGH:
        return _through_condition(model, actor, quote(alias), quote)
    if actor.place is None:
        return False
    found = _placed_condition(model, actor, quote(alias), quote)
    also = getattr(model, "scope_also", "")  # a further column that names an organization which sees the row
    if not also or isinstance(found, bool):
        return found
    sql, values = found
    return f"({sql} OR {quote(alias)}.{quote(also)} = %s)", [*values, actor.place.organization]


def _placed_condition(model: type[Model], actor: Actor, table: str, quote: Callable[[str], str]) -> Condition | bool:
    assert actor.place is not None
    visibility: Visibility = getattr(model, "visibility")  # noqa: B009 - a tenant model has it; a missing one must raise
    if visibility is Visibility.CARD:
        return _card_condition(actor.place, table, quote)
    own = f"{table}.{quote('organization_id')} = %s"
    if visibility is Visibility.PRIVATE:
        return own, [actor.place.organization]
    return _tenant_condition(visibility, actor, table, quote, own)


def _tenant_condition(
    visibility: Visibility, actor: Actor, table: str, quote: Callable[[str], str], own: str
) -> Condition | bool:
    place = actor.place
    assert place is not None
    wide = visibility is not Visibility.DETAIL
    if place.tier is Tier.COMPANY and wide:
        return True
    if place.tier in (Tier.PARTNER, Tier.CUSTOMER) or wide:
        return f"{table}.{quote(place.tier.value + '_id')} = %s", [place.organization]
    if not _openings:
        return own, [place.organization]
    opened, values = _openings[0](actor)
    return f"({own} OR {table}.{quote('customer_id')} IN ({opened}))", [place.organization, *values]


def _through_condition(model: Any, actor: Actor, table: str, quote: Callable[[str], str]) -> Condition | bool:
    column, parent = model.scope_through
    if actor.is_superadmin:
        return False
    found = condition(parent, actor, "scope_parent", quote)
    if isinstance(found, bool):
        return found
    where, values = found
    name = quote(parent._meta.db_table)
    inner = f"SELECT scope_parent.{quote('id')} FROM {name} scope_parent WHERE {where}"  # noqa: S608 - names are ours
    return f"{table}.{quote(column)} IN ({inner})", values


def _card_condition(place: Place, table: str, quote: Callable[[str], str]) -> Condition | bool:
    if place.tier is Tier.COMPANY:
        return True
    # the company's own row is the one without a parent; the chain between is known by id
    ids = [*place.chain]
    marks = "".join(f" OR {table}.{quote('id')} = %s" for _ in ids)
    below = f"{table}.{quote(place.tier.value + '_id')} = %s"
    return f"({below} OR {table}.{quote('parent_id')} IS NULL{marks})", [place.organization, *ids]


def sees(visibility: Visibility, actor: Actor, place: Place) -> bool:
    """The same rule in memory, for a row at `place`: what the actor may touch in writing. Openings are not asked."""
    if actor.is_system:
        return True
    own = actor.place
    if own is None:
        return False
    if own.organization == place.organization:
        return True
    if visibility is Visibility.PRIVATE:
        return False
    if visibility is Visibility.DETAIL:
        return own.tier is Tier.PARTNER and own.holds(place)
    return own.holds(place)


def may_write(row: Any, actor: Actor, place: Place) -> bool:
    """Whether the actor may write such a row at the place: what it sees, or what the model's `opened_to` adds.

    The system may everywhere; a row as a migration knows it (without a visibility) is for the system alone.
    """
    if actor.is_system:
        return True
    opened: Callable[[Actor, Place], bool] | None = getattr(row, "opened_to", None)
    return sees(row.visibility, actor, place) or (opened is not None and opened(actor, place))


class _Bound(Expression):
    """A condition that asks for the actor while it is compiled."""

    conditional = True
    contains_aggregate = False
    contains_over_clause = False
    contains_column_references = True

    def __init__(self, model: type[Model]) -> None:
        super().__init__(output_field=BooleanField())
        self.model = model

    def _condition(self, alias: str, compiler: SQLCompiler) -> Condition | bool:
        return condition(self.model, current_actor(), alias, compiler.quote_name_unless_alias)


class InScope(_Bound):
    """`queryset.filter(InScope(model))`: the rows of the model that the actor sees."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model)
        through = getattr(model, "scope_through", None)
        self.key: Any = F(through[0] if through else "pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.key,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        found = self._condition(self.key.alias, compiler)
        if found is True:
            raise FullResultSet
        if found is False:
            raise EmptyResultSet
        return found


class JoinScope(_Bound):
    """The same inside the ON clause of a join, where the aliases of both sides are known."""

    def __init__(self, model: type[Model], alias: str) -> None:
        super().__init__(model)
        self.alias = alias

    def relabeled_clone(self, change_map: Mapping[str, str]) -> JoinScope:
        clone = self.copy()
        clone.alias = change_map.get(self.alias, self.alias)
        return clone

    def get_group_by_cols(self) -> list[Any]:
        return []

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        found = self._condition(self.alias, compiler)
        if isinstance(found, bool):
            return ("1 = 1" if found else "1 = 0"), []
        return found


def is_scoped(model: Any) -> bool:
    """Whether the model's rows are reduced to the actor's sight."""
    return isinstance(getattr(model, "visibility", None), Visibility)
