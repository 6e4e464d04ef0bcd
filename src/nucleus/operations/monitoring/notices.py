"""Who is told what a check of the audit trail found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nucleus.kernel.notices import OPERATIONS, Facts, Holders, Told, notice
from nucleus.operations.monitoring.events import AuditVerified


def found(facts: Facts) -> str:
    """How much is wrong."""
    count = int(facts["findings"])
    words = ngettext(
        "The check of the audit trail found %(n)d line that is wrong or gone.",
        "The check of the audit trail found %(n)d lines that are wrong or gone.",
        count,
    )
    return words % {"n": count}


@notice(
    "monitoring.audit_damaged", on=AuditVerified, group=OPERATIONS, permission="audit_checks.view",
    label=_("Audit trail damaged"), text=found, address="/admin/audit-checks/{verification}/", tone="bad", urgent=True,
)  # fmt: skip
def audit_damaged(event: AuditVerified) -> Told | None:
    """Those who look after the installation, where anything is wrong."""
    if not event.findings:
        return None
    return Told(Holders(), facts={"verification": event.verification, "findings": event.findings})
