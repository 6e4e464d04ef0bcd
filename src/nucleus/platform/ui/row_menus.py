"""The button at the end of a row, which opens the menu of its commands."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from nucleus.platform.api.tables import Plan, holes
from nucleus.platform.ui.templatetags.ui import icon

Row = tuple[Any, ...]
Cell = Callable[[Row], str]
LETTERS = "abcdefghijklmnopqrstuvwxyz"  # the commands of a list, as rows name them


class RowMenu(NamedTuple):
    """The button of a row that opens the menu of its commands.

    `address` (with holes) is where they stand, `first` what follows it where the row has no page of its own. `when`
    has, for each command, the ORM paths and values with which a row offers it.
    """

    address: str
    first: str
    when: tuple[tuple[tuple[str, frozenset[Any]], ...], ...]

    def paths(self) -> list[str]:
        """The ORM paths that it needs."""
        return [*holes(self.address), *(path for conditions in self.when for path, _values in conditions)]


def menu_cell(menu: RowMenu, plan: Plan, link: Cell | None, name: Cell) -> Cell:
    """The cell with the button; `link` answers where the commands of a row stand.

    `data-menu` has the letters of those that the row offers now.
    """
    word = escape(_("Actions"))
    conditions = [[(plan.at[path], values) for path, values in each] for each in menu.when]
    always = "".join(LETTERS[n] for n, each in enumerate(conditions) if not each)
    judged = len(always) < len(conditions)
    drawing = icon("ellipsis")

    places = tuple(dict.fromkeys(i for each in conditions for i, _values in each))
    known: dict[tuple[Any, ...], str] = {}

    def offers(row: Row) -> str:
        if not judged:
            return always
        state = tuple([row[i] for i in places])
        found = known.get(state)
        if found is None:
            kept = [LETTERS[n] for n, each in enumerate(conditions) if all(row[i] in values for i, values in each)]
            found = known[state] = "".join(kept)
        return found

    def cell(row: Row) -> str:
        found = offers(row)
        if not found or link is None:
            return ""
        return (
            f'<a class="btn icon ghost sm" href="{link(row)}{menu.first}" data-menu="{found}" '
            f'aria-label="{word}: {name(row)}">{drawing}</a>'
        )

    return cell
