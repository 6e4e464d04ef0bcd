"""The row renderer: a list's rows as HTML, from tuples, without a template loop.

One `%` template per list with a function per cell. Every cell kind of `registry.cells` is a function
`kind(column, at, look)`: `at` maps an ORM path to its place in the row, `look` holds language and zone of the moment;
it answers a function from a row to finished HTML. All escaping is done inside the cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Column, Plan, Table, holes
from nucleus.platform.charts import bar
from nucleus.platform.ui.row_menus import RowMenu, menu_cell
from nucleus.platform.ui.templatetags.ui import broken, file_size, hue, initials, percent

Row = tuple[Any, ...]
Cell = Callable[[Row], str]
DASH = "\N{EN DASH}"
NOTHING = f'<span class="mut">{DASH}</span>'
RIGHT = frozenset({"number", "percent", "bytes", "date", "datetime"})  # cells whose text ends at the right edge


@dataclass(frozen=True)
class Look:
    """How values are written for this person now. `address` is the table's own for a row."""

    address: str = ""
    zone: dt.tzinfo = dt.UTC
    separator: str = ","
    point: str = "."
    dates: dict[Any, str] = field(default_factory=dict)
    links: dict[str, Cell | None] = field(default_factory=dict)

    @classmethod
    def current(cls, address: str = "") -> Look:
        """Language and zone of the request."""
        return cls(
            address,
            timezone.get_current_timezone(),
            str(get_format("THOUSAND_SEPARATOR")),
            str(get_format("DECIMAL_SEPARATOR")),
        )

    def figure(self, value: Any, decimals: int = 0) -> str:
        """A number with the separators of the language."""
        text = f"{value:,.{decimals}f}"
        if self.separator == "," and self.point == ".":
            return text
        return text.replace(",", "\0").replace(".", self.point).replace("\0", self.separator)

    def link(self, address: str, at: Mapping[str, int]) -> Cell | None:
        """The function from a row to its escaped address, the same for every cell that asks for this one."""
        if address not in self.links:
            made = link_maker(address, at)
            self.links[address] = of_row(made) if made else None
        return self.links[address]

    def day(self, value: dt.date) -> str:
        """A date as 3 Nov 2026; each is worked out once per list."""
        found = self.dates.get(value)
        if found is None:
            found = self.dates[value] = _day(value, get_language() or "")
        return found


@lru_cache(maxsize=4096)
def _day(value: dt.date, _language: str) -> str:
    return date_format(value, _("j M Y"))


def cell_kind(name: str) -> Callable[[Callable[[Column, Mapping[str, int], Look], Cell]], Any]:
    """Registers a cell kind in `registry.cells`."""

    def register(make: Callable[[Column, Mapping[str, int], Look], Cell]) -> Any:
        registry.cells.add(name, make)
        return make

    return register


def in_address(value: str) -> str:
    """A value as a part of an address. Public ids are safe as they are, which is quicker seen than quoted."""
    return value if value.isascii() and value.replace("-", "").isalnum() else quote(value, safe="")


def of_row(make: Cell) -> Cell:
    """The same function, worked out once while it is asked for one row after another."""
    last: list[Any] = [None, ""]

    def cell(row: Row) -> str:
        if last[0] is not row:
            last[:] = row, make(row)
        return last[1]  # type: ignore[no-any-return]

    return cell


def link_maker(address: str, at: Mapping[str, int]) -> Callable[[Row], str] | None:
    """A function from a row to the escaped address of its link; nothing without an address."""
    if not address:
        return None
    names = holes(address)
    pattern = address.replace("%", "%%")
    for name in names:
        pattern = pattern.replace("{" + name + "}", "%s")
    places = [at[name] for name in names]
    return lambda row: pattern % tuple([in_address(str(row[i])) for i in places])


def allowed(column: Column) -> bool:
    """Whether the actor may follow the cell's link: `options["link_permission"]` names what the page there asks for."""
    asked = column.options.get("link_permission")
    return not asked or current_actor().may(asked)


def in_words(column: Column) -> Callable[[Any], str]:
    """What a person reads for a value: `options["words"]` of the column, else the value as it is."""
    words: Callable[[Any], str] = column.options.get("words", str)
    return words


@lru_cache(maxsize=4096)
def avatar(name: str) -> str:
    """The coloured square with the initials of a name."""
    return f'<span class="av sq {hue(name)}" aria-hidden="true">{escape(initials(name))}</span>'


@cell_kind("text")
def text_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """Plain text, a link where the column has one, with a second line out of `more`; `options["words"]` as there."""
    place, words = at[column.path], in_words(column)
    second = at[column.more[0]] if column.more else None
    link = link_maker(column.link, at)

    def cell(row: Row) -> str:
        value = row[place]
        if value is None or value == "":
            return NOTHING
        text = broken(str(words(value)))
        if link:
            text = f'<a class="link" href="{link(row)}">{text}</a>'
        return text if second is None or not row[second] else f"{text}<small>{broken(str(row[second]))}</small>"

    return cell


@cell_kind("main")
def main_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """The two-line head of a row, linked to its page; `options["avatar"]` puts the initials before it.

    `options["words"]` is a function from the value to what a person reads; API and export keep the value.
    """
    place, words = at[column.path], in_words(column)
    second = at[column.more[0]] if column.more else None
    link = look.link(column.link or look.address, at) if allowed(column) else None
    with_avatar = bool(column.options.get("avatar"))

    def cell(row: Row) -> str:
        name = words(row[place]) if row[place] is not None else DASH
        text = broken(str(name))
        head = f'<a class="row" href="{link(row)}">{text}</a>' if link else text
        below = f"<small>{broken(str(row[second]))}</small>" if second is not None and row[second] else ""
        picture = avatar(name) if with_avatar else ""
        return f'<div class="who">{picture}<div>{head}{below}'

    return cell


@cell_kind("number")
def number_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A figure with separators; `options`: decimals, unit."""
    place, decimals = at[column.path], int(column.options.get("decimals", 0))
    unit = f"\u00a0{escape(str(column.options['unit']))}" if column.options.get("unit") else ""
    plain = look.separator == "," and not decimals and not unit

    def cell(row: Row) -> str:
        value = row[place]
        if value is None:
            return NOTHING
        return f"{value:,}" if plain and type(value) is int else look.figure(value, decimals) + unit

    return cell


@cell_kind("percent")
def percent_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A share from 0 to 1; never rounded up to 100 % nor down to 0 % when it is not."""
    place, decimals = at[column.path], int(column.options.get("decimals", 1))

    def cell(row: Row) -> str:
        value = row[place]
        return NOTHING if value is None else percent(value, decimals)

    return cell


@cell_kind("bar")
def bar_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A share from 0 to 1 as a bar with its figure; `options["colours"]` for the share and the rest."""
    place = at[column.path]
    good, rest = column.options.get("colours", ("ok", "bad"))
    label = str(column.label)

    def cell(row: Row) -> str:
        value = row[place]
        if value is None:
            return NOTHING
        share = min(max(float(value), 0.0), 1.0) * 100
        return f"{bar([(good, share), (rest, 100 - share)], f'{label} {percent(value)}')}"

    return cell


@cell_kind("bytes")
def bytes_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A size in decimal units."""
    place = at[column.path]
    return lambda row: NOTHING if row[place] is None else escape(file_size(row[place]))


@cell_kind("date")
def date_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A day; a moment is shown as its day in the person's zone."""
    place, zone = at[column.path], look.zone
    made: dict[Any, str] = {None: NOTHING}

    def cell(row: Row) -> str:
        value = row[place]
        if isinstance(value, dt.datetime):
            value = value.astimezone(zone).date()
        found = made.get(value)
        if found is None:
            found = made[value] = f'<time datetime="{value.isoformat()}">{look.day(value)}</time>'
        return found

    return cell


@cell_kind("datetime")
def datetime_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A moment in the person's zone, to the minute, or to the second with the option `seconds`."""
    place, zone = at[column.path], look.zone
    exact, clock = ("seconds", "%H:%M:%S") if column.options.get("seconds") else ("minutes", "%H:%M")

    def cell(row: Row) -> str:
        value = row[place]
        if value is None:
            return NOTHING
        here = value.astimezone(zone)
        return f'<time datetime="{here.isoformat(timespec=exact)}">{look.day(here.date())} {here:{clock}}</time>'

    return cell


def _tags(column: Column, at: Mapping[str, int], shape: str) -> Cell:
    place = at[column.path]
    tones: Mapping[Any, str] = column.options.get("tones", {})
    choices = column.options.get("choices", ())
    made: dict[Any, str] = {}

    def cell(row: Row) -> str:
        value = row[place]
        found = made.get(value)
        if found is None:
            if value is None or value == "":
                found = NOTHING
            else:
                classes = " ".join(part for part in ("tag", shape, tones.get(value, "")) if part)
                label = next((label for known, label in choices if known == value), value)
                found = f'<span class="{classes}">{escape(str(label))}</span>'
            made[value] = found
        return found

    return cell


@cell_kind("tag")
def tag_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A word from a closed set; `options`: choices, tones (value to ok, warn, bad, info, brand)."""
    return _tags(column, at, "")


@cell_kind("status")
def status_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A state: word and point, so that colour never stands alone."""
    return _tags(column, at, "dot")


@cell_kind("yes_no")
def yes_no_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """Yes or no in words."""
    place, words = at[column.path], {True: escape(_("Yes")), False: escape(_("No")), None: NOTHING}
    return lambda row: words[row[place]]


@cell_kind("country")
def country_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """An ISO 3166 alpha-2 code, with its name where `options["words"]` tells it."""
    place, words = at[column.path], in_words(column)

    def cell(row: Row) -> str:
        code = row[place]
        if not code:
            return f'<span class="mut">{escape(_("Unknown"))}</span>'
        name = words(code)
        return f'<span class="tag sq">{escape(code)}</span>{" " + escape(name) if name != code else ""}'

    return cell


def classes(column: Column, extra: str = "") -> str:
    """The class attribute of a cell or head: priority and edge."""
    found = [f"p{column.priority}"] if column.priority > 1 else []
    if column.kind in RIGHT:
        found += ["r", "nw"]
    if extra:
        found.append(extra)
    return f' class="{" ".join(found)}"' if found else ""


def head_column(table: Table) -> Column:
    """The column that names a row: the main one, else the first."""
    return next((c for c in table.columns if c.kind == "main"), table.columns[0])


def row_name(table: Table, plan: Plan) -> Cell:
    """What a row is called, escaped, for the labels of its controls."""
    place = plan.at[head_column(table).path]
    return of_row(lambda row: escape(str(row[place])))


def render_rows(
    table: Table, plan: Plan, rows: Sequence[Row], *, select: bool = False, menu: RowMenu | None = None
) -> str:
    """The `<tr>` elements. With `select` each begins with a box that carries the row's public id, with `menu` each ends
    with the button of its commands.

    Columns of priority 2 and 3 of a tag kind come back under the main cell on narrow screens (class `m-tag`).
    """
    look = Look.current(table.address)
    cells: list[Cell] = [registry.cells[c.kind](c, plan.at, look) for c in plan.columns]
    moved = [cells[i] for i, c in enumerate(plan.columns) if c.priority > 1 and c.kind in ("tag", "status")]
    functions: list[Cell] = []
    pattern = []
    name: Cell = row_name(table, plan) if select or menu else str
    if select:
        key, word = plan.at[table.key], escape(_("Select"))
        pattern.append('<td><input type="checkbox" class="cb" data-sel name="row" value="%s" aria-label="%s"></td>')
        functions.append(lambda row: escape(str(row[key])))
        functions.append(lambda row: f"{word} {name(row)}")
    for column, cell in zip(plan.columns, cells, strict=True):
        if column.kind == "main":
            pattern.append(
                f'<th scope="row"{classes(column)}>%s'
                + ('<span class="m-tag">' + "%s" * len(moved) + "</span>" if moved else "")
                + "</div></div></th>"
            )
            functions += [cell, *moved]
        else:
            pattern.append(f"<td{classes(column)}>%s</td>")
            functions.append(cell)
    if menu:
        pattern.append('<td class="am">%s</td>')
        functions.append(menu_cell(menu, plan, look.link(menu.address, plan.at), name))
    head = '<tr aria-selected="false">' if select else "<tr>"
    template = head + "".join(pattern) + "</tr>\n"
    return "".join([template % tuple([f(row) for f in functions]) for row in rows])


__all__ = ["Cell", "Look", "cell_kind", "classes", "head_column", "in_words", "render_rows"]
