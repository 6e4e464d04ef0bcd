"""Reads of reports."""

from __future__ import annotations

from nucleus.dmarc.reports.models import Report
from nucleus.kernel.errors import NotVisible
from nucleus.platform.journal.notes import about


def report_in_sight(public_id: str) -> Report:
    """The report, or NotVisible."""
    found = Report.objects.select_related("organization", "domain").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    about(found)
    return found  # type: ignore[no-any-return]
