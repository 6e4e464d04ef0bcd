"""The list page of a table: search, filters, sort, pages, export, and acts for chosen rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import DEEPEST_PAGE, Ask, read_ask
from nucleus.platform.api.exports import export
from nucleus.platform.api.reading import COUNT_UP_TO, Rows, page_of
from nucleus.platform.api.tables import Act, Filter, Plan, Table, holes
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.ui import parts
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.rows import classes, render_rows
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import icon

TAKES = ("q", "sort", "page", "export")
Pairs = list[tuple[str, str]]


class Choice(NamedTuple):
    """One value of a filter and the address that sets it."""

    label: str
    url: str


class FilterMenu(NamedTuple):
    """A filter that is not set yet: choices to click, or a field to fill in (`type` of the input)."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    type: str = ""


class Addresses:
    """The addresses of a list that differ from the present one by one thing."""

    def __init__(self, path: str, table: Table, ask: Ask) -> None:
        self.path, self.table, self.ask = path, table, ask
        self.narrowing: Pairs = [(name, v) for name, values in ask.filters.items() for v in values]
        if ask.search:
            self.narrowing.append(("q", ask.search))
        self.sorting: Pairs = [("sort", ask.sort)] if ask.sort != table.sort else []

    def of(self, *pairs: Iterable[tuple[str, str]]) -> str:
        """The address with these parameters."""
        query = urlencode([pair for some in pairs for pair in some])
        return f"{self.path}?{query}" if query else self.path

    def sorted_by(self, key: str) -> str:
        """By another column, or the other way round by the same."""
        wanted = f"-{key}" if self.ask.sort == key else key
        return self.of(self.narrowing, [("sort", wanted)] if wanted != self.table.sort else [])

    def page(self, number: int) -> str:
        """Another page."""
        return self.of(self.narrowing, self.sorting, [("page", str(number))] if number > 1 else [])

    def without(self, name: str) -> str:
        """Without a filter or the search."""
        return self.of([p for p in self.narrowing if p[0] != name], self.sorting)

    def with_value(self, name: str, value: str) -> str:
        """With a filter set."""
        return self.of([p for p in self.narrowing if p[0] != name], [(name, value)], self.sorting)

    def exported(self, kind: str) -> str:
        """The same rows as a file."""
        return self.of(self.narrowing, self.sorting, [("export", kind)])


def heads(table: Table, plan: Plan, ask: Ask, at: Addresses, *, select: bool) -> SafeString:
    """The `<th>` elements; those that sort are links and say how they sort now."""
    found = []
    if select:
        label = escape(_("Select all on this page"))
        found.append(f'<th scope="col"><input type="checkbox" class="cb" data-sel-all aria-label="{label}"></th>')
    for column in plan.columns:
        label, way, arrow = escape(str(column.label)), "", ""
        if column.sort:
            if ask.sort.removeprefix("-") == column.key:
                falls = ask.sort.startswith("-")
                way = f' aria-sort="{"descending" if falls else "ascending"}"'
                arrow = icon("arrow-down" if falls else "arrow-up")
            label = f'<a href="{escape(at.sorted_by(column.key))}">{label}{arrow}</a>'
        found.append(f'<th scope="col"{classes(column)}{way}>{label}</th>')
    return SafeString("".join(found))


def chips(table: Table, ask: Ask, at: Addresses) -> list[parts.Chip]:
    """What narrows the list now; each leads to the list without it."""
    found = []
    for wanted in table.filters:
        if values := ask.filters.get(wanted.name):
            labels = dict(wanted.options()) if wanted.kind in ("choice", "yes_no") else {}
            said = ", ".join(labels.get(v, v) for v in values)
            found.append(parts.Chip(f"{wanted.label}: {said}", at.without(wanted.name)))
    if ask.search:
        found.append(parts.Chip(_("Search: %(words)s") % {"words": ask.search}, at.without("q")))
    return found


def menus(table: Table, ask: Ask, at: Addresses) -> list[FilterMenu]:
    """The filters that are not set."""
    types = {"day": "date", "number": "number", "text": "text"}
    found = []
    for wanted in table.filters:
        if wanted.name in ask.filters:
            continue
        if wanted.kind in types:
            found.append(FilterMenu(wanted.name, str(wanted.label), type=types[wanted.kind]))
        elif choices := _choices(wanted, at):
            found.append(FilterMenu(wanted.name, str(wanted.label), choices))
    return found


def _choices(wanted: Filter, at: Addresses) -> tuple[Choice, ...]:
    return tuple(Choice(label, at.with_value(wanted.name, value)) for value, label in wanted.options())


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
        "total": number_format(COUNT_UP_TO, 0, force_grouping=True),
    }


def offered(act: Act | None) -> bool:
    """Whether the actor may do it."""
    actor = current_actor()
    if act is None or act.command not in registry.commands or (act.at_home and actor.place is None):
        return False
    return bool(registry.commands[act.command].may(actor))


def draw_top(table: Table, path: str, ask: Ask, *, select: bool) -> tuple[SafeString, SafeString]:
    """The finished heads of the columns, and the toolbar with search, filters and exports."""
    at = Addresses(path, table, ask)
    context = {
        "table": table,
        "search": ask.search,
        "kept": [p for p in (*at.narrowing, *at.sorting) if p[0] != "q"],
        "all_kept": [*at.narrowing, *at.sorting],
        "chips": chips(table, ask, at),
        "menus": menus(table, ask, at),
        "exports": [(kind.label, at.exported(kind.name)) for kind in FORMATS.values()],
    }
    toolbar = SafeString(render_to_string("ui/list_toolbar.html", context))
    return heads(table, Plan(table, tuple(table.page_columns())), ask, at, select=select), toolbar


class Asked(NamedTuple):
    """What head and toolbar of a list depend on."""

    name: str
    path: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    search: str
    sort: str
    language: str
    select: bool


@lru_cache(maxsize=512)
def kept_top(asked: Asked) -> tuple[SafeString, SafeString]:
    """The same, kept while the address asks the same."""
    ask = Ask(filters=dict(asked.filters), search=asked.search, sort=asked.sort)
    return draw_top(registry.resources[asked.name], asked.path, ask, select=asked.select)


class ListPage(PageView):
    """The page of a table. A subclass may add to `page_data` (key figures above the list, other acts)."""

    template_name = "ui/list.html"
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page, or the export that `?export=` asks for."""
        ask = read_ask(self.table, request.GET, TAKES)
        if ask.format:
            columns = [c for c in self.table.api_columns() if c.pages or ask.format in ("json", "xml")]
            return export(self.table, ask, where, columns, ask.format)
        return self.render(request, self.page_data(request, **where) | self.list_data(request, ask, where))

    def list_data(self, request: HttpRequest, ask: Ask, where: Mapping[str, str]) -> dict[str, Any]:
        """What `ui/list.html` shows of the table."""
        table = self.table
        at = Addresses(request.path, table, ask)
        bulk = [a for a in table.acts if a.bulk and offered(a)]
        plan = Plan(table, tuple(table.page_columns()), self._extra(bulk))
        found = page_of(table, ask, where, plan)
        heads_html, toolbar = self._top(request.path, ask, select=bool(bulk))
        return {
            "table": table,
            "heads": heads_html,
            "toolbar": toolbar,
            "rows": SafeString(render_rows(table, plan, found.rows, select=bool(bulk))),
            "acts": self.page_acts(request, where),
            "bulk": [parts.Act(str(a.label), f"{request.path}bulk/{a.path}/", a.icon, a.kind, post=True) for a in bulk],
            "clear": [parts.Act(_("Show all"), at.of(at.sorting))] if ask.is_narrowed else [],
            "is_empty": not found.rows,
            "pager": parts.Pager(
                shown(ask, found) if found.rows else "",
                at.page(ask.page - 1) if ask.page > 1 else "",
                at.page(ask.page + 1) if found.more and ask.page < DEEPEST_PAGE else "",
            ),
        }

    def _top(self, path: str, ask: Ask, *, select: bool) -> tuple[SafeString, SafeString]:
        """Head and toolbar, kept while the address asks the same; not where choices depend on the actor."""
        table = self.table
        if registry.resources.get(table.name) is not table or any(callable(f.choices) for f in table.filters):
            return draw_top(table, path, ask, select=select)
        filters = tuple(ask.filters.items())
        return kept_top(Asked(table.name, path, filters, ask.search, ask.sort, get_language() or "", select))

    def _extra(self, bulk: list[Act]) -> tuple[str, ...]:
        address = tuple(holes(self.table.address))
        return (*address, self.table.key) if bulk else address

    def page_acts(self, request: HttpRequest, where: Mapping[str, str]) -> list[parts.Act]:
        """The buttons of the page's head: the command that adds a row."""
        act = self.table.create
        if act is None or not offered(act):
            return []
        return [parts.Act(str(act.label), f"{request.path}{act.path}/", act.icon or "plus", act.kind or "pri", key="c")]

    def page_crumbs(self) -> tuple[Crumb, ...]:
        """The list itself."""
        return (Crumb(str(self.table.label)),)
