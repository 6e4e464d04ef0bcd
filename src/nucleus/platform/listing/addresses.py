"""The addresses of a list that differ from the present one by one thing."""

from __future__ import annotations

from urllib.parse import urlencode

from nucleus.platform.api.tables import Filter, Table
from nucleus.platform.listing.kept import pairs_of
from nucleus.platform.listing.standing import ALL, Standing, forgiving

Pairs = list[tuple[str, str]]


def row_address(table: Table) -> str:
    """The address under which the commands of a row stand, with holes."""
    return table.address or table.page + "{" + table.key + "}/"


class Addresses:
    """The addresses of a list that differ from the present one by one thing."""

    def __init__(self, path: str, table: Table, standing: Standing) -> None:
        self.path, self.table, self.standing, self.ask = path, table, standing, standing.ask
        self.pairs = pairs_of(table, self.ask)
        view = standing.view
        self.saved = set(pairs_of(table, forgiving(table, view.query)[0])) if view else set()

    def of(self, pairs: Pairs, *more: tuple[str, str]) -> str:
        """The address with these filters, search and order, in the view that is open."""
        query = urlencode([*self.of_view(pairs), *more])
        return f"{self.path}?{query}" if query else self.path

    def of_view(self, pairs: Pairs) -> Pairs:
        """The parameters that say the same with the open view: the view alone where nothing differs from it."""
        view, columns = self.standing.view, [("columns", ",".join(self.standing.keys))] * self.standing.stated
        if view is None:
            return [*pairs, *columns] or ([("view", ALL)] if self.standing.kept.start else [])
        named = [("view", view.public_id)]
        if set(pairs) == self.saved:
            return [*named, *columns]
        return [*named, *(pairs or [("changed", "1")]), *columns]

    def sorted_by(self, key: str) -> str:
        """By another column, or the other way round by the same."""
        wanted = f"-{key}" if self.ask.sort == key else key
        return self.of(self.others("sort") + ([("sort", wanted)] if wanted != self.table.sort else []))

    def page(self, number: int) -> str:
        """Another page."""
        return self.of(self.pairs, *([("page", str(number))] if number > 1 else []))

    def others(self, name: str) -> Pairs:
        """Everything but this."""
        return [p for p in self.pairs if p[0] != name]

    def without(self, name: str) -> str:
        """Without a filter or the search."""
        return self.of(self.others(name))

    def cleared(self) -> str:
        """Without any filter and search."""
        return self.of([p for p in self.pairs if p[0] == "sort"])

    def toggled(self, wanted: Filter, value: str) -> str:
        """With one value of a filter more, or less; a filter that holds one value gets another."""
        now = self.ask.filters.get(wanted.name, ())
        if wanted.argument:
            kept: tuple[str, ...] = (value,)
        else:
            kept = tuple(v for v in now if v != value) if value in now else (*now, value)
        return self.of([*self.others(wanted.name), *((wanted.name, v) for v in kept)])

    def exported(self, kind: str) -> str:
        """The same rows and columns as a file."""
        return self.of(self.pairs, ("export", kind))

    def hidden(self, name: str) -> Pairs:
        """What a form that sends `name` has to keep."""
        view = [("view", self.standing.view.public_id)] if self.standing.view else []
        columns = [("columns", ",".join(self.standing.keys))] * self.standing.stated
        return [*view, *self.others(name), *columns]
