"""The page of one row, out of the table's own columns: properties on the right, the room's story on the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from nucleus.kernel.registry import registry
from nucleus.platform.api.reading import one_of
from nucleus.platform.api.tables import Column, Plan, Table, holes
from nucleus.platform.journal.notes import named
from nucleus.platform.statements.rows import Row
from nucleus.platform.ui import parts
from nucleus.platform.ui.lists import is_plain, offered
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.rows import DASH, Look, in_words
from nucleus.platform.ui.shell import Crumb


class DetailPage(PageView):
    """A row by its public id. Subclasses state `table` and override `page_data` for their story (template block
    `story`).
    """

    template_name = "ui/detail.html"
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The row's properties, its state and the commands that may be called now."""
        table, public_id = self.table, where.pop("public_id")
        columns = [c for c in table.columns if c.pages]
        plan = Plan(table, tuple(columns), (*holes(table.address), table.key))
        row = one_of(table, where, plan, public_id)
        look = Look.current(table.address)
        head = next((c for c in columns if c.kind == "main"), columns[0])
        title = in_words(head)(row[plan.at[head.path]])
        named(str(title))
        cells = [(c, SafeString(registry.cells[c.kind](c, plan.at, look)(row))) for c in columns if c is not head]
        return {
            "title": title,
            "crumbs": [Crumb(str(table.label), table.page.format(**where)), Crumb(title)],
            "props": [(c.label, html) for c, html in cells if c.kind != "status" and strip_tags(html) != DASH],
            "states": [html for c, html in cells if c.kind == "status"],
            "sub": str(row[plan.at[head.more[0]]] or "") if head.more else "",
            "acts": self.row_acts(request.path, {c.key: row[plan.at[c.path]] for c in columns}),
            "row": row,
            "plan": plan,
        }

    def row_acts(self, address: str, values: Mapping[str, Any]) -> list[parts.Act]:
        """The commands that the actor may call on a row with these values. Each leads to its form, or asks first."""
        table = self.table
        found = []
        for act in table.row_acts():
            if not offered(act):
                continue
            if any(values.get(key) not in allowed for key, allowed in act.when.items()):
                continue
            found.append(parts.Act(str(act.label), f"{address}{act.path}/", act.icon, act.kind, post=is_plain(act)))
        return found


__all__ = ["Column", "DetailPage", "Row"]
