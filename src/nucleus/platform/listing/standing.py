"""How a list stands now: the question of the address, the saved view under it, and which columns are shown.

`?view=ID` is the view as it was saved. With filters, search or order beside it (or `changed=1`, where none is left) the
address says everything, and the view only which tab stays open. `columns=a,b` shows other columns than those kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.platform.api.asking import Ask, read_ask
from nucleus.platform.api.tables import Column, Table
from nucleus.platform.listing.kept import Kept, KeptView, pairs_of

TAKES = ("q", "sort", "page", "export")
OF_PLACE = frozenset({"page", "export"})  # parameters that neither narrow nor order
OF_VIEW = ("view", "changed", "columns")
DEEPEST_ROW = 10_000  # rows that a page may skip; further ones are reached by filters or the API's cursor
ALL = "all"
"""Value of `view` that means: the list itself, also where it opens with a view."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the list shows. `keys` are the columns in their order (empty: those of the table), `stated` says that the
    address named them; `lost` tells that the view asked for something that the list does not know any more.
    """

    ask: Ask
    kept: Kept
    view: KeptView | None = None
    keys: tuple[str, ...] = ()
    stated: bool = False
    lost: bool = False

    def columns(self, table: Table) -> list[Column]:
        """The columns to show: the main one first, whatever was chosen."""
        if not self.keys:
            return table.page_columns()
        known = {c.key: c for c in table.columns if c.pages}
        head = next((c.key for c in table.columns if c.kind == "main" and c.pages), "")
        keys = dict.fromkeys([head, *self.keys] if head else self.keys)
        return [known[key] for key in keys if key in known] or table.page_columns()

    def is_changed(self, table: Table) -> bool:
        """Whether the list differs from the view that is open."""
        if self.view is None:
            return False
        saved = Standing(forgiving(table, self.view.query)[0], self.kept, keys=self.view.columns or self.kept.columns)
        if set(pairs_of(table, saved.ask)) != set(pairs_of(table, self.ask)):
            return True
        return [c.key for c in saved.columns(table)] != [c.key for c in self.columns(table)]


def read_standing(table: Table, params: QueryDict, kept: Kept) -> Standing:
    """Reads the address. Raises Invalid for a parameter that the list does not take, NotVisible for a strange view."""
    rest = params.copy()
    said = {name: rest.pop(name, [""])[-1] for name in OF_VIEW}
    stated = {n for n in rest if n not in OF_PLACE}
    wanted = said["view"] or (kept.start if not stated and not said["changed"] else "")
    view = kept.view(wanted) if wanted != ALL else None
    if said["view"] not in ("", ALL) and view is None:
        raise NotVisible
    keys = stated_keys(table, said["columns"])
    asked, lost = read_ask(table, rest, TAKES), False
    if view is not None and not stated and not said["changed"]:
        base, known = forgiving(table, view.query)
        asked, lost = replace(base, page=asked.page, format=asked.format), not known
    ask = within(replace(asked, limit=kept.size or table.size))
    shown = keys or (view.columns if view else ()) or kept.columns
    return Standing(ask, kept, view, shown, stated=bool(keys), lost=lost)


def within(ask: Ask) -> Ask:
    """The question, unless its page lies deeper than pages go. Raises Invalid."""
    if (ask.page - 1) * ask.limit >= DEEPEST_ROW:
        raise Invalid({"page": [_("Pages end at row %(count)d; narrow the list down.") % {"count": DEEPEST_ROW}]})
    return ask


def stated_keys(table: Table, text: str) -> tuple[str, ...]:
    """The columns that the address names. Raises Invalid for one that the list does not have."""
    keys = tuple(dict.fromkeys(k for k in text.split(",") if k))
    known = {c.key for c in table.columns if c.pages}
    if unknown := [k for k in keys if k not in known]:
        raise Invalid({"columns": [_("There is no column “%(name)s”.") % {"name": unknown[0][:40]}]})
    return keys


def forgiving(table: Table, query: str) -> tuple[Ask, bool]:
    """What a view asks, without what the list does not know (any more), and whether it knew everything."""
    params = QueryDict(query, mutable=True)
    try:
        return read_ask(table, params, ("q", "sort")), True
    except Invalid as wrong:
        for name in wrong.errors:
            params.pop(name, None)
    return read_ask(table, params, ("q", "sort")), False
