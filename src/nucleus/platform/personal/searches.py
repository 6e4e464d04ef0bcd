"""What is found of this room: saved views, each opening its list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Actor
from nucleus.kernel.registry import registry
from nucleus.kernel.searches import Found, SearchList, searchable
from nucleus.platform.api.tables import Table, holes
from nucleus.platform.personal.queries import views_in_sight


def views_to_open(actor: Actor) -> list[Found]:
    """The own and the shared views of lists that the actor may see. One query."""
    found: list[Found] = []
    if actor.user is None:
        return found
    for public_id, name, kept in views_in_sight().order_by("name", "pk").values_list("public_id", "name", "table"):
        table = registry.resources.get(kept)
        if not isinstance(table, Table) or not table.page or (table.permission and not actor.may(table.permission)):
            continue
        url = f"/views/{public_id}/" if holes(table.page) else f"{table.page}?view={public_id}"
        found.append(Found(name, str(table.label), url, "save", public_id))
    return found


searchable(SearchList("views", _("Saved views"), "save", views_to_open))
