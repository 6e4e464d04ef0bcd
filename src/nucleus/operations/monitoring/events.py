"""What others may want to know of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.events import Event, event


@event("monitoring.audit_verified")
@dataclass(frozen=True, slots=True)
class AuditVerified(Event):
    """The audit trail was checked."""

    verification: str
    findings: int
