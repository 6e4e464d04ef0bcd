"""Asking for a check of the trail, and writing down what it found."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Refused
from nucleus.operations.monitoring.events import AuditVerified
from nucleus.operations.monitoring.models import Verification
from nucleus.operations.monitoring.verification import verify_chain
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record

MOST = 100  # findings that are kept of one check
PATIENCE = 3600  # seconds after which a check that never ended no longer bars the next


@command("monitoring.verify_audit", input=NoInput)
def verify_audit() -> Verification:
    """Check the whole audit trail in the background. Raises Refused while a check runs."""
    running = Verification.objects.filter(finished_at__isnull=True).order_by("-started_at").first()
    if running is not None and (now() - running.started_at).total_seconds() < PATIENCE:
        raise Refused(_("The audit trail is being checked already."))
    asked = Verification(asked_by=current_actor().label[:200])
    asked.save()
    from nucleus.operations.monitoring.jobs import verify_trail  # noqa: PLC0415 - jobs call commands

    verify_trail.enqueue_scheduled()
    return asked


@command("monitoring.finish_verification")
def finish_verification(*, verification: str) -> Any:
    """Check the trail and write down the result. The software itself does this."""
    row = Verification.objects.get(public_id=verification)
    outcome = verify_chain()
    row.lines, row.waiting, row.wrong = outcome.lines, outcome.waiting, len(outcome.findings)
    row.findings = [{**asdict(f), "verdict": f.verdict.value} for f in outcome.findings[:MOST]]
    row.finished_at = now()
    row.save()
    record(None, label=verification, lines=row.lines, findings=row.wrong)
    emit(AuditVerified(verification=verification, findings=row.wrong))
    return None
