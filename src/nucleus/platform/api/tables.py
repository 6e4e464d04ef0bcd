"""Tables: one declaration gives the list page, the API list and detail, and the export.

Declared in a room's `tables.py` and registered under its name in `registry.resources`. Columns, filters and search
name ORM paths of the queryset that `rows` answers, so rows are read with `values_list()` and never become model
objects.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext

from nucleus.kernel.registry import registry

Label = Any  # a text or a lazily translated one
Choices = Iterable[tuple[str, Label]] | Callable[[], Iterable[tuple[str, Label]]]
FilterKind = Literal["choice", "yes_no", "day", "text", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` names a cell kind of `registry.cells`; `source` is an ORM path (by default the key).

    `sort`: True sorts by the source, a path by that, "" not at all. `priority` 1 stays on a phone, 2 and 3 give way.
    `link` is an address with `{path}` holes, by default the table's own for a column of kind `main`. `more` names
    further ORM paths that the cell shows (second line, tone). `options` are for the cell kind (choices, tones, unit,
    decimals). `pages` and `api` say where it appears; `detail` keeps it to the API detail; `null` says that it may
    hold nothing.
    """

    key: str
    label: Label
    kind: str = "text"
    source: str = ""
    sort: bool | str = False
    priority: int = 1
    link: str = ""
    more: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    pages: bool = True
    api: bool = True
    detail: bool = False
    null: bool = False
    help: Label = ""

    @property
    def path(self) -> str:
        """The ORM path of its value."""
        return self.source or self.key

    @property
    def sort_path(self) -> str:
        """The ORM path that sorts it; empty where it cannot be sorted."""
        return (self.path if self.sort is True else str(self.sort)) if self.sort else ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the address. `source` is an ORM path with its lookup (`day__gte`); by default the name.

    `choices` may be a function, asked as the actor when a page is made. `argument` hands the value to `rows` as a
    keyword instead of filtering (a period of a roll-up); then `default` is used when the address does not say.
    `pages=False`: a page offers no chip for it, and shows one only while the address filters by it (a link from
    elsewhere); `words` then tells what a person reads for the value, an id for example.
    """

    name: str
    label: Label
    kind: FilterKind = "choice"
    source: str = ""
    choices: Choices = ()
    argument: bool = False
    default: str = ""
    api: bool = True
    pages: bool = True
    words: Callable[[str], str] | None = None

    @property
    def path(self) -> str:
        """The ORM path with its lookup."""
        return self.source or self.name

    def options(self) -> list[tuple[str, str]]:
        """The choices as texts, in the language of the moment."""
        if self.kind == "yes_no":
            return [("yes", gettext("Yes")), ("no", gettext("No"))]
        pairs = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in pairs]


@dataclass(frozen=True, slots=True)
class Act:
    """A command as pages and API offer it.

    `word` ends its address (by default the verb of the command's name). `icon` and `kind` (pri, danger) are for the
    button; `confirm` is a sentence on what happens, shown before it is done; `done` the message afterwards. `when`
    maps column keys to the values with which a row offers it. `bulk` offers it for chosen rows of a list; the `change`
    of a table is always offered so, field by field. `at_home` offers it only to who acts for an organization of their
    own. `alone` says that it means something by itself, so that palette and search offer it.
    """

    command: str
    label: Label
    word: str = ""
    icon: str = ""
    kind: str = ""
    confirm: Label = ""
    done: Label = ""
    when: Mapping[str, Collection[Any]] = field(default_factory=dict)
    bulk: bool = False
    at_home: bool = False
    alone: bool = True

    @property
    def path(self) -> str:
        """The last word of its address."""
        return self.word or self.command.partition(".")[2].replace("_", "-")


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: an icon of the sprite, a title and a sentence; the table's `create` is its button."""

    icon: str
    title: Label
    text: Label = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list. `rows` answers a scoped queryset; it gets the parts of the address (`public_id`) and argument filters.

    `page` and `api` are the addresses of list page and API list, with `{holes}`; `address` is the page of one row.
    `key` is the ORM path of the public id (empty: rows have no detail); `tie` a unique path that makes the order
    total. `create`, `change` and `remove` are the commands behind POST, PATCH and DELETE and behind the forms; `acts`
    further ones for a row. `type` is the reference type of a row (`registry.references`), `revision` the path that
    ETag shows. `index` names the search source of its rows: who looks down on a large part of the tree searches by it
    (beginnings of words), everybody else by any part of the text. A hole of an address is named after a reference type
    where a command wants that object (`/organizations/{organization}/members/`). `hint` explains the list until a
    person has read it. `discloses` names the detail in its rows (`dmarc`, `personal`), so that the access journal notes
    who looked; with `names_only` a look at the list is free.
    """

    name: str
    label: Label
    permission: str
    rows: Callable[..., QuerySet[Any]]
    columns: tuple[Column, ...]
    page: str = ""
    api: str = ""
    one: Label = ""
    sub: Label = ""
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] = ()
    sort: str = ""
    key: str = "public_id"
    tie: str = "pk"
    address: str = ""
    type: str = ""
    revision: str = ""
    index: str = ""
    create: Act | None = None
    change: Act | None = None
    remove: Act | None = None
    acts: tuple[Act, ...] = ()
    empty: Empty = Empty("list", "")
    hint: Label = ""
    size: int = 50
    discloses: str = ""
    names_only: bool = False

    def __post_init__(self) -> None:
        names = [c.key for c in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column key stands twice")
        if self.sort.lstrip("-") not in self.sorts:
            raise ValueError(f"{self.name}: default sort {self.sort!r} is not the key of a sortable column")
        clash = {f.name for f in self.filters} & RESERVED
        if clash:
            raise ValueError(f"{self.name}: {', '.join(sorted(clash))} means something else in an address")

    def row_acts(self) -> list[Act]:
        """The commands on one row, in the order in which menus show them."""
        return [act for act in (self.change, *self.acts, self.remove) if act is not None]

    def bulk_acts(self) -> list[Act]:
        """The commands on chosen rows."""
        return [act for act in self.row_acts() if (act.bulk or act is self.change) and self.key]

    def all_acts(self) -> list[Act]:
        """Every command that the table offers."""
        return [act for act in (self.create, self.change, self.remove, *self.acts) if act is not None]

    @property
    def sorts(self) -> dict[str, str]:
        """Sort key to ORM path, of the columns that can be sorted."""
        return {c.key: c.sort_path for c in self.columns if c.sort}

    def page_columns(self) -> list[Column]:
        """What the list page shows."""
        return [c for c in self.columns if c.pages and not c.detail]

    def api_columns(self, *, detail: bool = False) -> list[Column]:
        """What the API shows, in a list or for one row."""
        return [c for c in self.columns if c.api and (detail or not c.detail)]


RESERVED = frozenset(
    {"q", "sort", "page", "cursor", "limit", "fields", "format", "export", "view", "changed", "columns"}
)


def register(table: Table) -> Table:
    """Adds the table to `registry.resources` under its name."""
    registry.resources.add(table.name, table)
    return table


def holes(address: str) -> list[str]:
    """The names in the `{holes}` of an address, in order."""
    return [name for _text, name, _spec, _conversion in Formatter().parse(address) if name]


def as_route(address: str) -> str:
    """An address with `{holes}` as Django's `path()` writes it, without the leading slash."""
    return address.lstrip("/").replace("{", "<str:").replace("}", ">")


@dataclass(frozen=True)
class Plan:
    """Which ORM paths to read for some columns, and where each stands in the tuple of a row.

    `first` are paths that stand before those of the columns, `extra` such that stand behind. `cells` reads what only
    the cells of a page show, too.
    """

    table: Table
    columns: tuple[Column, ...]
    extra: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    cells: bool = True

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The ORM paths, each once."""
        wanted: dict[str, None] = dict.fromkeys(self.first)
        for column in self.columns:
            wanted[column.path] = None
            if self.cells:
                wanted.update(dict.fromkeys((*column.more, *holes(column.link))))
        wanted.update(dict.fromkeys(self.extra))
        return tuple(wanted)

    @cached_property
    def at(self) -> dict[str, int]:
        """Where a path stands."""
        return {path: index for index, path in enumerate(self.paths)}


__all__ = ["RESERVED", "Act", "Choices", "Column", "Empty", "Filter", "Plan", "Table", "as_route", "holes", "register"]
