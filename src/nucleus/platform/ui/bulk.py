"""One command for chosen rows of a list."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.kernel.errors import Problem
from nucleus.kernel.registry import registry
from nucleus.platform.api.resources import command_context
from nucleus.platform.api.tables import Act, Table
from nucleus.platform.ui.forms import form_key
from nucleus.platform.ui.pages import PageView, go

MOST = 200  # rows of one request


class BulkPage(PageView):
    """Runs the command for each chosen row in its own transaction, once for each sending of the form.

    Says how many went well and why others did not.
    """

    http_method_names = ["post", "options"]
    table: Table = None  # type: ignore[assignment] # stated by the subclass or the route
    act: Act = None  # type: ignore[assignment] # stated by the subclass or the route

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Back to the list with the outcome."""
        command = registry.commands[self.act.command]
        done, refused, key = 0, [], form_key(request.POST)
        for public_id in request.POST.getlist("row")[:MOST]:
            try:
                context = command_context(command, self.table, {**where, "public_id": public_id})
                command.submit({}, key=f"{key}.{public_id}"[:120] if key else "", **context)
            except Problem as problem:
                refused.append(problem.detail)
            else:
                done += 1
        said = ngettext("%(count)d row: %(what)s.", "%(count)d rows: %(what)s.", done) % {
            "count": done,
            "what": self.act.label,
        }
        if refused:
            said += " " + ngettext("%(count)d refused: %(why)s", "%(count)d refused: %(why)s", len(refused)) % {
                "count": len(refused),
                "why": refused[0],
            }
        return go(request, self.table.page.format(**where), said if done or refused else _("No row was chosen."))
