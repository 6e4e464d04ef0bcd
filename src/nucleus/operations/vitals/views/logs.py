"""The page of one log line."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.operations.vitals.queries import log_line
from nucleus.operations.vitals.tables import LOGS
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.parts import Act, Prop


class LogPage(DetailPage):
    """One line: its message, its further fields, and the lines of the same request."""

    permission = "logs.view"
    template_name = "operations/vitals/log.html"
    table = LOGS
    title = LOGS.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The row, its fields one by one, and where to look further."""
        row = log_line(where["public_id"])
        data = super().page_data(request, **where)
        facts = dict(row.facts)
        trace = facts.pop("exception", "")
        data["props"] = [(label, value) for label, value in data["props"] if label != FACTS.label]
        if row.request_id:
            data["acts"] = [
                Act(_("Lines of this request"), f"/admin/logs/?request={row.request_id}", "list"),
                *data["acts"],
            ]
        return {**data, "facts": [Prop(name, plain(value)) for name, value in facts.items()], "trace": trace}


FACTS = next(column for column in LOGS.columns if column.key == "facts")


def plain(value: Any) -> str:
    """A field as one line."""
    return value if isinstance(value, str) else orjson.dumps(value, default=str).decode()
