"""The page of an audit line, and of a check of the trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.operations.monitoring.queries import audit_line, changes_of, verification
from nucleus.operations.monitoring.tables import AUDIT, AUDIT_OF_ALL, VERIFICATIONS
from nucleus.platform.ui.details import DetailPage


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
        props = [(_("Command"), line.action), *data["props"]]
        if line.object_id:
            props.append((_("Object id"), line.object_id))
        return {**data, "props": props, "changes": changes_of(line)}


class LineOfAllPage(LinePage):
    """The same in the list of every organization."""

    table = AUDIT_OF_ALL


class VerificationPage(DetailPage):
    """One check of the trail: what was read and what was wrong."""

    permission = "audit_checks.view"
    template_name = "operations/monitoring/verification.html"
    table = VERIFICATIONS
    title = VERIFICATIONS.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The row, its findings, and the address to ask again while it runs."""
        row = verification(where["public_id"])
        data = super().page_data(request, **where)
        return {
            **data,
            "findings": row.findings,
            "running": row.finished_at is None,
            "poll": request.path,
            "more": max(0, row.wrong - len(row.findings)),
        }
