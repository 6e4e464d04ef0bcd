"""The page of an audit line; health, for load balancers and the installer: without sign-in, nothing about tenants."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views import View

from nucleus.operations.monitoring.health import readiness
from nucleus.operations.monitoring.queries import audit_line, changes_of
from nucleus.operations.monitoring.tables import AUDIT, AUDIT_OF_ALL
from nucleus.platform.ui.details import DetailPage

CHANGES = next(column for column in AUDIT.columns if column.key == "changes")


class LinePage(DetailPage):
    """One line: what was changed from what to what, and everything around it."""

    permission = "audit.view"
    template_name = "operations/monitoring/line.html"
    table = AUDIT
    title = AUDIT.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The row and its changes."""
        line = audit_line(where["public_id"])
        data = super().page_data(request, **where)
        props = [(label, value) for label, value in data["props"] if label != CHANGES.label]
        props.insert(0, (_("Command"), line.action))
        return {**data, "props": props, "changes": changes_of(line)}


class LineOfAllPage(LinePage):
    """The same in the list of every organization."""

    table = AUDIT_OF_ALL


class Live(View):
    """The process answers."""

    http_method_names = ["get", "head"]
    permission = template_name = command = ""

    def get(self, request: HttpRequest) -> JsonResponse:
        """Always ok: a process that cannot answer does not answer."""
        return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class Ready(View):
    """The house works: database and worker."""

    http_method_names = ["get", "head"]
    permission = template_name = command = ""

    def get(self, request: HttpRequest) -> JsonResponse:
        """200 where all is well, else 503."""
        state = readiness()
        status = 200 if state["status"] == "ok" else 503
        return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
