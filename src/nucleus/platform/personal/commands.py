"""Writes on views, and on what a person keeps for a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, Tier, current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Denied, Invalid, NotVisible, Refused
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import read_ask
from nucleus.platform.api.tables import Table
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.gate.undo import Undo
from nucleus.platform.listing.kept import narrowing
from nucleus.platform.personal.events import ViewShared
from nucleus.platform.personal.inputs import ChangeViewInput, KeepInput, SaveViewInput
from nucleus.platform.personal.models import SavedView
from nucleus.platform.personal.queries import words
from nucleus.platform.tree.models import Organization

MOST_VIEWS = 50
"""Views that one person keeps for one list."""
MOST_HINTS = 20


@command("views.save", own=True, input=SaveViewInput)
def save_view(*, table: str, name: str, query: str = "", columns: Sequence[str] = ()) -> SavedView:
    """Keep filters, order and columns of a list under a name; the own view of that name is replaced."""
    actor, name = current_actor(), _name(name)

    def write(view: SavedView) -> SavedView:
        if view._state.adding and _own(actor, table).exclude(name="").count() >= MOST_VIEWS:
            raise Refused(_("You keep %(count)d views of this list already.") % {"count": MOST_VIEWS})
        return _written(view, {"query": query, "columns": columns})

    return _once(actor, table, name, write)


@command("views.change", own=True, target="view", input=ChangeViewInput, undo=Undo.former("name", "query"))
def change_view(*, view: SavedView, **changes: Any) -> SavedView:
    """Change the name or the content of an own view."""
    _needs_own(view)
    if "name" in changes:
        changes["name"] = _name(changes["name"])
        if _own(current_actor(), view.table).filter(name=changes["name"]).exclude(pk=view.pk).exists():
            raise Invalid({"name": [_("You have a view of this name already.")]})
    return _written(view, changes)


@command("views.share", target="view", undo="views.withdraw")
def share_view(*, view: SavedView) -> SavedView:
    """Show an own view to everybody in the organization."""
    _needs_own(view)
    if current_actor().is_superadmin:
        raise Denied(_("Views are shared within an organization; you act outside of all."))
    if view.is_shared:
        raise Refused(_("This view is shared already."))
    actor = current_actor()
    emit(
        ViewShared(
            view=view.public_id,
            name=view.name,
            table=view.table,
            organization=view.organization.public_id,
            by=actor.public_id,
            by_name=actor.label,
        )
    )
    return _shared(view, shared=True)


@command("views.withdraw", target="view", undo=lambda given, result, changes: _shares_again(given["view"]))
def withdraw_view(*, view: SavedView) -> SavedView:
    """Show a shared view to its owner only, whoever that is."""
    if not view.is_shared:
        raise Refused(_("This view is not shared."))
    return _shared(view, shared=False)


@command("views.remove", own=True, target="view", undo=lambda given, result, changes: _saves_again(given["view"]))
def remove_view(*, view: SavedView) -> None:
    """Remove an own view. The rows that it showed are not touched."""
    _needs_own(view)
    record(view, label=view.name)
    SavedView.objects.filter(owner=view.owner, table=view.table, start=view.public_id).update(start="")
    view.delete()


@command("lists.keep", own=True, input=KeepInput)
def keep_list(*, table: str, **changes: Any) -> SavedView:
    """Keep columns, density, rows of a page, the view to open with, or that a hint was read, for a list."""
    if start := changes.get("start"):
        registry.references["view"].find(start)
    hint = changes.pop("hint", "")

    def write(view: SavedView) -> SavedView:
        hints = tuple(dict.fromkeys((*words(view.hints), hint))) if hint and "," not in hint else words(view.hints)
        if len(hints) > MOST_HINTS:
            raise Refused(_("Too many hints."))
        return _written(view, {**changes, "hints": ",".join(hints)})

    return _once(current_actor(), table, "", write)


def _once(actor: Actor, table: str, name: str, write: Callable[[SavedView], SavedView]) -> SavedView:
    """Writes the own row of that name, locked meanwhile; makes it where there is none, even if two tabs do at once."""
    held = _own(actor, table).select_for_update().filter(name=name)
    view = held.first()
    if view is None:
        try:
            with transaction.atomic():
                return write(_fresh(actor, table, name))
        except IntegrityError:  # the other tab was faster; what it wrote is there by now
            view = held.get()
    return write(view)


def _fresh(actor: Actor, table: str, name: str) -> SavedView:
    if actor.user is None:
        raise Denied(_("Views are for people."))
    _table(table)
    place = actor.place.organization if actor.place else None
    where = {"pk": place} if place else {"tier": Tier.COMPANY}
    return SavedView(organization=Organization.objects.get(**where), owner_id=actor.user, table=table, name=name)


def _own(actor: Actor, table: str) -> Any:
    return SavedView.objects.filter(owner_id=actor.user or 0, table=table)


def _table(name: str) -> Table:
    found = registry.resources.get(name)
    if not isinstance(found, Table) or not found.page:
        raise Invalid({"table": [_("There is no such list.")]})
    return found


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Invalid({"name": [_("Please give a name.")]})
    return name


def _needs_own(view: SavedView) -> None:
    if view.owner_id != current_actor().user:
        raise NotVisible if not view.is_shared else Denied(_("Only its owner changes a view; save it under a name."))


def _written(view: SavedView, changes: dict[str, Any]) -> SavedView:
    """Writes checked values. Raises Invalid where the list does not know them."""
    table = _table(view.table)
    if "columns" in changes:
        known = {c.key for c in table.columns if c.pages}
        keys = list(dict.fromkeys(changes["columns"]))
        if unknown := [k for k in keys if k not in known]:
            raise Invalid({"columns": [_("There is no column “%(name)s”.") % {"name": unknown[0][:40]}]})
        changes["columns"] = ",".join(keys)
    if "query" in changes:
        try:
            changes["query"] = narrowing(table, read_ask(table, QueryDict(changes["query"]), ("q", "sort")))
        except Invalid as wrong:
            said = [f"{name}: {' '.join(why)}" for name, why in wrong.errors.items()]
            raise Invalid({"query": said}) from None
    for field, value in changes.items():
        setattr(view, field, value)
    view.changed_at = now()
    view.revision += 0 if view._state.adding else 1
    view.save()
    record(view, label=view.name or view.table)
    return view


def _shared(view: SavedView, *, shared: bool) -> SavedView:
    view.is_shared = shared
    view.changed_at = now()
    view.revision += 1
    view.save()
    return view


def _shares_again(view: SavedView) -> Undo | None:
    return Undo("views.share", target=view) if view.owner_id == current_actor().user else None


def _saves_again(view: SavedView) -> Undo:
    data = {"table": view.table, "name": view.name, "query": view.query, "columns": list(words(view.columns))}
    return Undo("views.save", data)
