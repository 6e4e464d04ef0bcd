"""Reading views: the own ones, and what colleagues share."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.listing.kept import Kept, KeptView
from nucleus.platform.personal.models import SavedView
from nucleus.platform.personal.sql import rows_of_list

ADDRESS = "/lists/"


def in_sight(actor: Actor) -> QuerySet[Any]:
    """Everything of the person, and the views that colleagues share; the superadmin has no colleagues."""
    mine = Q(owner_id=actor.user or 0)
    found: QuerySet[Any] = SavedView.objects.filter(mine if actor.is_superadmin else mine | Q(is_shared=True))
    return found


def views_in_sight() -> QuerySet[Any]:
    """The views with a name, each with `is_own`."""
    actor = current_actor()
    own = Case(When(owner_id=actor.user or 0, then=Value(True)), default=Value(False), output_field=BooleanField())
    found: QuerySet[Any] = in_sight(actor).exclude(name="").annotate(is_own=own)
    return found


def own_lists() -> QuerySet[Any]:
    """What the person keeps for lists: one row each, without a name."""
    actor = current_actor()
    found: QuerySet[Any] = SavedView.objects.filter(owner_id=actor.user or 0, name="")
    return found


def find_view(public_id: str) -> SavedView:
    """A view in sight. Raises NotVisible."""
    found: SavedView | None = views_in_sight().filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def kept_for(table: str) -> Kept:
    """What the actor keeps for a list, and the views above it: one query."""
    actor = current_actor()
    if actor.user is None:
        return Kept()
    views, own = [], {}
    for public_id, name, query, columns, shared, owner, size, density, start, hints in rows_of_list(actor, table):
        if name:
            views.append(KeptView(public_id, name, query, words(columns), owner == actor.user, bool(shared)))
        elif owner == actor.user:
            own = {"columns": words(columns), "size": size, "density": density, "start": start, "hints": words(hints)}
    sharing = actor.may("views.share") and not actor.read_only
    return Kept(**own, views=tuple(views), address=ADDRESS, may_share=sharing)


def words(text: str) -> tuple[str, ...]:
    """The words of a text with commas."""
    return tuple(text.split(",")) if text else ()
