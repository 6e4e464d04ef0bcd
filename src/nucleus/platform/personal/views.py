"""The forms above a list: they call a command and lead back to the list; and the page of one view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Table, holes
from nucleus.platform.gate.undo import collecting
from nucleus.platform.listing.kept import kept_of
from nucleus.platform.personal.commands import (
    change_view,
    keep_list,
    remove_view,
    save_view,
    share_view,
    withdraw_view,
)
from nucleus.platform.personal.queries import find_view
from nucleus.platform.personal.tables import VIEWS
from nucleus.platform.ui import parts
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.undo import undo_token

Given = QueryDict


class ListDoor(PageView):
    """Takes what the forms above a list send (`act` says which one) and goes back to the list, with or without script.

    `back` is the address of the list page, `view` the view that stood open, `query` and `columns` what was shown.
    """

    http_method_names = ["post", "options"]
    command = "lists.keep views.save views.change views.share views.withdraw views.remove"

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """To the list again. Raises NotVisible for an unknown list or act."""
        table, act = registry.resources.get(where["table"]), ACTS.get(where["act"])
        if not isinstance(table, Table) or act is None:
            raise NotVisible
        back = list_address(table, request.POST.get("back", ""))
        with collecting() as undos:
            query, said = act(table, request.POST)
        return go(request, f"{back}?{query}" if query else back, said, undo_token(undos))


def list_address(table: Table, back: str) -> str:
    """The address of the list's page. Raises Invalid for anything that is not one."""
    try:
        found = resolve(back)
    except Resolver404:
        found = None
    if found is None or getattr(found.func, "view_initkwargs", {}).get("table") is not table:
        raise Invalid({"back": [_("This is not the address of the list.")]})
    return back


def opened(view: Any) -> str:
    """The parameters that open a view."""
    return urlencode({"view": view.public_id})


def chosen(given: Given) -> list[str]:
    """The keys of columns, ticked in their order; `up` and `down` name one that moves by a place."""
    keys = list(dict.fromkeys(given.getlist("columns")))
    for name, step in (("up", -1), ("down", 1)):
        if (key := given.get(name)) in keys:
            place = keys.index(key)
            keys.insert(max(0, place + step), keys.pop(place))
    return keys


def keep(table: Table, given: Given) -> tuple[str, str]:
    """Columns, density and rows of a page. Columns of an open view go into the address first, to be saved there."""
    view, keys = given.get("view", ""), [] if "reset" in given else chosen(given)
    changes: dict[str, Any] = {}
    if given.get("density"):
        changes["density"] = given["density"]
    if (size := given.get("size", "")).isdigit():
        changes["size"] = int(size)
    if not view:
        changes["columns"] = keys
    if changes:
        keep_list.submit({"table": table.name, **changes})
    query = given.get("query", "")
    if not view:
        return query or ("view=all" if kept_of(table).start else ""), ""
    shown = ",".join(keys or [c.key for c in table.page_columns()])
    return f"{urlencode({'view': view, 'changed': 1, 'columns': shown})}{'&' if query else ''}{query}", ""


def save(table: Table, given: Given) -> tuple[str, str]:
    """What is shown now, under a name."""
    data = {"table": table.name, "name": given.get("name", ""), "query": given.get("query", "")}
    view = save_view.submit({**data, "columns": shown_columns(given)})
    return opened(view), _("Saved as “%(name)s”.") % {"name": view.name}


def replace(table: Table, given: Given) -> tuple[str, str]:
    """What is shown now, instead of what the open view kept."""
    view = change_view.submit(
        {"query": given.get("query", ""), "columns": shown_columns(given)}, view=find_view(given.get("view", ""))
    )
    return opened(view), _("Saved.")


def rename(table: Table, given: Given) -> tuple[str, str]:
    """Another name for the open view."""
    view = change_view.submit({"name": given.get("name", "")}, view=find_view(given.get("view", "")))
    return opened(view), _("Renamed.")


def share(table: Table, given: Given) -> tuple[str, str]:
    """The open view for the organization."""
    view = share_view.submit({}, view=find_view(given.get("view", "")))
    return opened(view), _("Shared with your organization.")


def withdraw(table: Table, given: Given) -> tuple[str, str]:
    """The open view for its owner only."""
    view = find_view(given.get("view", ""))
    withdraw_view.submit({}, view=view)
    return (opened(view) if view.owner_id == current_actor().user else ""), _("Not shared any more.")


def remove(table: Table, given: Given) -> tuple[str, str]:
    """The open view away."""
    view = find_view(given.get("view", ""))
    remove_view.submit({}, view=view)
    return "", _("“%(name)s” was removed.") % {"name": view.name}


def start(table: Table, given: Given) -> tuple[str, str]:
    """The list opens with this view from now on; with none it opens as it is."""
    view = given.get("view", "")
    keep_list.submit({"table": table.name, "start": view if "unset" not in given else ""})
    return (f"view={find_view(view).public_id}" if view else ""), _("The list opens like this from now on.")


def hint(table: Table, given: Given) -> tuple[str, str]:
    """A hint was read."""
    keep_list.submit({"table": table.name, "hint": given.get("hint", "")})
    return given.get("query", ""), ""


def shown_columns(given: Given) -> list[str]:
    """The keys of the columns that stood in the form, with commas."""
    return [key for key in given.get("columns", "").split(",") if key]


ACTS: Mapping[str, Callable[[Table, Given], tuple[str, str]]] = {
    "keep": keep,
    "save": save,
    "replace": replace,
    "rename": rename,
    "share": share,
    "withdraw": withdraw,
    "remove": remove,
    "start": start,
    "hint": hint,
}


class ViewsPage(ListPage):
    """All views in sight. New ones are made where the list is."""

    def page_acts(self, request: HttpRequest, where: Mapping[str, str]) -> list[parts.Act]:
        """None."""
        return []


class ViewPage(DetailPage):
    """One view, with the way to its list."""

    table = VIEWS
    title = VIEWS.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Its properties, and the button that opens it."""
        data = super().page_data(request, **where)
        view = find_view(where["public_id"])
        table = registry.resources.get(view.table)
        if isinstance(table, Table) and table.page and not holes(table.page):
            data["acts"].insert(0, parts.Act(_("Open"), f"{table.page}?{opened(view)}", "arrow-right", "pri"))
        return data
