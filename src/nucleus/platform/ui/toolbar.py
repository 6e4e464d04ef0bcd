"""What stands above the rows of a list: tabs of views, search, filters, columns, exports, and the heads of the columns.

Finished once per question and person's choices, with a hole for the token of the forms.
"""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nucleus.kernel.registry import registry
from nucleus.kernel.template_sets import kept
from nucleus.platform.api.asking import Ask
from nucleus.platform.api.tables import Act, Plan, Table
from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.listing.addresses import Addresses
from nucleus.platform.listing.kept import SIZES, Kept
from nucleus.platform.listing.standing import ALL, Standing
from nucleus.platform.ui import parts
from nucleus.platform.ui.row_menus import LETTERS
from nucleus.platform.ui.rows import classes
from nucleus.platform.ui.shells import MARK
from nucleus.platform.ui.templatetags.ui import icon

TOKEN = f"{MARK}token"
INPUTS = {"day": "date", "number": "number", "text": "text"}


class Choice(NamedTuple):
    """One value of a filter: `url` sets it, or takes it away where it is `on`."""

    label: str
    url: str
    on: bool = False


class FilterMenu(NamedTuple):
    """A filter: choices to click, or a field to fill in (`type` of the input). `said` are its values, `without` leads
    to the list without it; `others` are the parameters that a form keeps.
    """

    name: str
    label: str
    said: str = ""
    without: str = ""
    choices: tuple[Choice, ...] = ()
    type: str = ""
    others: tuple[tuple[str, str], ...] = ()


def heads(table: Table, plan: Plan, at: Addresses, *, select: bool, menu: bool) -> SafeString:
    """The `<th>` elements; those that sort are links and say how they sort now."""
    found = []
    ask = at.ask
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
    if menu:
        found.append(f'<th scope="col" class="am"><span class="sr">{escape(_("Actions"))}</span></th>')
    return SafeString("".join(found))


def menus(table: Table, at: Addresses) -> list[FilterMenu]:
    """The filters: those that are set say their values and can be taken away."""
    found = []
    for wanted in table.filters:
        values = at.ask.filters.get(wanted.name, ())
        options = wanted.options() if wanted.kind in ("choice", "yes_no") else []
        choices = tuple(Choice(label, at.toggled(wanted, value), value in values) for value, label in options)
        if not values and (not wanted.pages or (not choices and wanted.kind not in INPUTS)):
            continue
        labels = {v: wanted.words(v) for v in values} if wanted.words else dict(options)
        found.append(
            FilterMenu(
                wanted.name,
                str(wanted.label),
                ", ".join(labels.get(v, v) for v in values),
                at.without(wanted.name) if values else "",
                choices if wanted.pages else (),
                INPUTS.get(wanted.kind, "") if wanted.pages else "",
                tuple(at.hidden(wanted.name)),
            )
        )
    return sorted(found, key=lambda menu: not menu.said)


def tabs(table: Table, at: Addresses) -> list[parts.Tab]:
    """The list itself and its saved views; nothing where there are none."""
    kept, view = at.standing.kept, at.standing.view
    if not kept.views:
        return []
    whole = parts.Tab(_("All"), f"{at.path}?view={ALL}" if kept.start else at.path, active=view is None)
    return [whole, *(parts.Tab(v.name, f"{at.path}?view={v.public_id}", active=v == view) for v in kept.views)]


def picker(table: Table, standing: Standing) -> list[tuple[str, str, bool, bool]]:
    """Columns to choose from: key, label, whether it is shown, whether it always is. The shown ones first, in order."""
    shown = standing.columns(table)
    rest = [c for c in table.columns if c.pages and c not in shown]
    return [(c.key, str(c.label), c in shown, c.kind == "main") for c in (*shown, *rest)]


class Top(NamedTuple):
    """What only the question, the person's choices and the offered commands decide: heads of the columns, toolbar, bar
    for chosen rows, menu of a row.
    """

    heads: SafeString
    toolbar: SafeString
    bulk: SafeString
    menu: SafeString


class MenuEntry(NamedTuple):
    """One command of the menu of rows. `plain` is done at once, the others lead to their form."""

    letter: str
    label: str
    word: str
    icon: str
    kind: str
    plain: bool


class Offers(NamedTuple):
    """Which commands a list offers to the actor, by name: for chosen rows, and for each row. `first` is what follows
    the address of a row that has no page.
    """

    bulk: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    first: str = ""


def is_plain(act: Act) -> bool:
    """Whether it is done without a question: no fields, nothing to confirm."""
    taken: Any = registry.commands[act.command].input
    return (taken is None or not taken().fields) and not act.confirm


def draw_acts(table: Table, path: str, offers: Offers) -> tuple[SafeString, SafeString]:
    """The bar for chosen rows and the menu of a row; empty where nothing is offered."""
    chosen = [a for a in table.bulk_acts() if a.command in offers.bulk]
    bulk = [parts.Act(str(a.label), f"{path}bulk/{a.path}/", a.icon, a.kind, post=True) for a in chosen]
    acts = [a for a in table.row_acts() if a.command in offers.row]
    menu = [MenuEntry(LETTERS[n], str(a.label), f"{a.path}/", a.icon, a.kind, is_plain(a)) for n, a in enumerate(acts)]
    bar = render_to_string("components/bulk_bar.html", {"acts": bulk}) if bulk else ""
    context = {"menu": menu, "menu_first": offers.first, "csrf_token": TOKEN}
    return SafeString(bar), SafeString(render_to_string("ui/row_menu.html", context) if menu else "")


def draw_top(table: Table, path: str, standing: Standing, offers: Offers) -> Top:
    """Finishes them, with holes for the token of the forms."""
    at, ask, kept = Addresses(path, table, standing), standing.ask, standing.kept
    found = menus(table, at)
    if ask.search:
        found.insert(0, FilterMenu("q", _("Search"), ask.search, at.without("q")))
    context = {
        "csrf_token": TOKEN,
        "table": table,
        "path": path,
        "ask": ask,
        "kept": kept,
        "view": standing.view,
        "changed": standing.is_changed(table),
        "lost": standing.lost,
        "reset": f"{path}?view={standing.view.public_id}" if standing.view else "",
        "tabs": tabs(table, at),
        "query": urlencode(at.pairs),
        "keys": ",".join(standing.keys),
        "others": at.hidden("q"),
        "menus": found,
        "picker": picker(table, standing),
        "sizes": [(size, size == ask.limit) for size in SIZES],
        "exports": [(kind.upper(), at.exported(kind)) for kind in FORMATS],
    }
    plan = Plan(table, tuple(standing.columns(table)))
    found_heads = heads(table, plan, at, select=bool(offers.bulk), menu=bool(offers.row))
    toolbar = SafeString(render_to_string("ui/list_toolbar.html", context))
    return Top(found_heads, toolbar, *draw_acts(table, path, offers))


@kept(512)
def header_of(head: parts.Head, acts: tuple[parts.Act, ...], language: str) -> SafeString:
    """The head of the page, finished; its acts lead to forms and post nothing themselves."""
    return SafeString(render_to_string("components/page_header.html", {**head._asdict(), "acts": acts}))


@kept(1024)
def pager_of(said: str, before: str, after: str, language: str) -> SafeString:
    """The foot of the list, finished."""
    return SafeString(render_to_string("components/pager.html", {"pager": parts.Pager(said, before, after)}))


class Asked(NamedTuple):
    """What head and toolbar of a list depend on."""

    name: str
    path: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    search: str
    sort: str
    limit: int
    kept: Kept
    view: str
    keys: tuple[str, ...]
    stated: bool
    lost: bool
    language: str
    offers: Offers


@kept(512)
def kept_top(asked: Asked) -> Top:
    """The same, kept while the address asks the same of the same choices."""
    ask = Ask(filters=dict(asked.filters), search=asked.search, sort=asked.sort, limit=asked.limit)
    standing = Standing(ask, asked.kept, asked.kept.view(asked.view), asked.keys, asked.stated, asked.lost)
    return draw_top(registry.resources[asked.name], asked.path, standing, asked.offers)


def top_of(table: Table, path: str, standing: Standing, language: str, offers: Offers) -> Top:
    """The parts, kept while nothing differs; drawn anew where choices or names in a filter depend on the actor."""
    ask, view = standing.ask, standing.view.public_id if standing.view else ""
    by_actor = any(callable(f.choices) or (f.words and f.name in ask.filters) for f in table.filters)
    if by_actor or registry.resources.get(table.name) is not table:
        return draw_top(table, path, standing, offers)
    asked = Asked(
        table.name, path, tuple(ask.filters.items()), ask.search, ask.sort, ask.limit, standing.kept, view,
        standing.keys, standing.stated, standing.lost, language, offers,
    )  # fmt: skip
    return kept_top(asked)
