"""The list page of a table: saved views, search, filters, sort, pages, columns, export, and acts for its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import DEEPEST_PAGE, Ask
from nucleus.platform.api.exports import export
from nucleus.platform.api.reading import Rows, page_of
from nucleus.platform.api.tables import Act, Plan, Table, holes
from nucleus.platform.listing.addresses import Addresses, row_address
from nucleus.platform.listing.kept import kept_of
from nucleus.platform.listing.standing import DEEPEST_ROW, Standing, read_standing
from nucleus.platform.ui import parts
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.row_menus import RowMenu
from nucleus.platform.ui.rows import head_column, render_rows
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.toolbar import TOKEN, Offers, header_of, is_plain, pager_of, top_of


def shown(ask: Ask, found: Rows) -> str:
    """Which rows of how many: "1 to 50 of 312", "951 to 1,000 of more than 1,000"."""
    first = (ask.page - 1) * ask.limit + 1
    words = {
        "first": number_format(first, 0, force_grouping=True),
        "last": number_format(first + len(found.rows) - 1, 0, force_grouping=True),
    }
    if found.is_counted:
        return _("%(first)s to %(last)s of %(total)s") % {
            **words,
            "total": number_format(found.total or 0, 0, force_grouping=True),
        }
    return _("%(first)s to %(last)s of %(total)s+") % {
        **words,
        "total": number_format(found.counted_to, 0, force_grouping=True),
    }


def offered(act: Act | None) -> bool:
    """Whether the actor may do it."""
    actor = current_actor()
    if act is None or act.command not in registry.commands or (act.at_home and actor.place is None):
        return False
    return bool(registry.commands[act.command].may(actor))


def row_menu(table: Table, acts: list[Act]) -> RowMenu | None:
    """How the rows offer these commands."""
    if not acts or not table.key:
        return None
    paths = {c.key: c.path for c in table.columns}
    when = tuple(tuple((paths[key], frozenset(values)) for key, values in act.when.items()) for act in acts)
    return RowMenu(row_address(table), "" if table.address else f"{acts[0].path}/", when)


class ListPage(PageView):
    """The page of a table. A subclass may add to `page_data` (key figures above the list, other acts)."""

    template_name = "ui/list.html"
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page, or the export that `?export=` asks for: the same rows, order and columns."""
        standing = read_standing(self.table, request.GET, kept_of(self.table))
        if standing.ask.format:
            return export(self.table, standing.ask, where, standing.columns(self.table), standing.ask.format)
        data = self.page_data(request, **where) | self.list_data(request, standing, where)
        head = parts.Head(
            str(data.get("title") or self.title),
            str(self.table.sub),
            tuple(data.get("tags", ())),
            str(data.get("meta", "")),
            tuple(data.get("periods", ())),
        )
        header = header_of(head, tuple(data["acts"]), get_language() or "")
        return self.render(request, {**data, "header": header})

    def list_data(self, request: HttpRequest, standing: Standing, where: Mapping[str, str]) -> dict[str, Any]:
        """What `ui/list.html` shows of the table."""
        table, ask = self.table, standing.ask
        at = Addresses(request.path, table, standing)
        acts = [a for a in table.row_acts() if offered(a)]
        menu, bulk = row_menu(table, acts), tuple(a.command for a in table.bulk_acts() if offered(a))
        plan = Plan(table, tuple(standing.columns(table)), self._extra(menu, select=bool(bulk)))
        found = page_of(table, ask, where, plan)
        offers = Offers(bulk, tuple(a.command for a in acts), menu.first) if menu else Offers(bulk)
        top = top_of(table, request.path, standing, get_language() or "", offers)
        deeper = found.more and ask.page < DEEPEST_PAGE and ask.page * ask.limit < DEEPEST_ROW
        token = get_token(request)  # once: each call masks it anew
        return {
            "csrf_token": token,
            "table": table,
            "heads": top.heads,
            "toolbar": SafeString(top.toolbar.replace(TOKEN, token)),
            "bulk": top.bulk,
            "menu": SafeString(top.menu.replace(TOKEN, token)),
            "density": standing.kept.density,
            "rows": SafeString(render_rows(table, plan, found.rows, select=bool(bulk), menu=menu)),
            "acts": self.page_acts(request, where),
            "clear": [parts.Act(_("Clear filters"), at.cleared(), "x")] if ask.is_narrowed else [],
            "hint": str(table.hint) if table.hint and table.name not in standing.kept.hints else "",
            "keep": standing.kept.address,
            "has_views": bool(standing.kept.views),
            "is_empty": not found.rows,
            "is_deepest": found.more and not deeper,
            "pager": pager_of(
                shown(ask, found) if found.rows else "",
                at.page(ask.page - 1) if ask.page > 1 else "",
                at.page(ask.page + 1) if deeper else "",
                get_language() or "",
            ),
        }

    def _extra(self, menu: RowMenu | None, *, select: bool) -> tuple[str, ...]:
        """Paths that the rows need beside their columns."""
        found = [*holes(self.table.address), *([self.table.key] if select else [])]
        found += [*menu.paths()] if menu else []
        return tuple(dict.fromkeys([*found, *([head_column(self.table).path] if select or menu else [])]))

    def page_acts(self, request: HttpRequest, where: Mapping[str, str]) -> list[parts.Act]:
        """The buttons of the page's head: the command that adds a row."""
        act = self.table.create
        if act is None or not offered(act):
            return []
        return [parts.Act(str(act.label), f"{request.path}{act.path}/", act.icon or "plus", act.kind or "pri", key="c")]

    def page_crumbs(self) -> tuple[Crumb, ...]:
        """The list itself."""
        return (Crumb(str(self.table.label)),)


__all__ = ["ListPage", "is_plain", "offered"]
