"""Page addresses built from a table: the list, the forms of its commands, the page of one row.

A room's `urls.py` is `urlpatterns = [*page_routes(DOMAINS, DomainPage), *api_routes(DOMAINS)]`.
"""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Act, Table, as_route
from nucleus.platform.ui.bulk import BulkPage
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.forms import FormPage
from nucleus.platform.ui.lists import ListPage


def page_routes(table: Table, detail: type[Any] | None = None, listing: type[ListPage] = ListPage) -> list[URLPattern]:
    """`<page>` is the list, `<page><word>/` the form that adds, `<page>{public_id}/` one row, `…/<word>/` its commands.

    `detail` is the room's own page of one row (a PageView that takes `public_id`); by default the generic one when
    the table has an `address`. `listing` is the room's own list page.
    """
    at, name = as_route(table.page), table.name
    found = [
        path(at, listing.as_view(table=table, permission=table.permission, title=table.label), name=f"{name}-list")
    ]
    if table.create:
        found.append(
            path(f"{at}{table.create.path}/", form_view(table, table.create), name=f"{name}-{table.create.path}")
        )
    for act in table.bulk_acts():
        bulk = BulkPage.as_view(table=table, act=act, permission=permission_of(act), command=act.command)
        found.append(path(f"{at}bulk/{act.path}/", bulk, name=f"{name}-bulk-{act.path}"))
    one = f"{at}<str:public_id>/"
    found += [path(f"{one}{act.path}/", form_view(table, act), name=f"{name}-{act.path}") for act in table.row_acts()]
    if detail is not None:
        found.append(path(one, detail.as_view(), name=f"{name}-one"))
    elif table.address:
        found.append(path(one, DetailPage.as_view(table=table, permission=table.permission), name=f"{name}-one"))
    return found


def form_view(table: Table, act: Act) -> Any:
    """The view of a command's form."""
    permission = permission_of(act)
    return FormPage.as_view(table=table, act=act, permission=permission, command=act.command, title=act.label)


def permission_of(act: Act) -> str:
    """The permission of a command; none for what everybody does to the own things."""
    command = registry.commands.get(act.command)
    return "" if command is not None and command.own else act.command
