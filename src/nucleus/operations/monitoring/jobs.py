"""The jobs that keep the trail sealed, its heads signed, and the whole checked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.operations.monitoring.models import Verification
from nucleus.operations.monitoring.sealing import seal_waiting
from nucleus.operations.monitoring.signing import sign_heads
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job


@job("monitoring.seal_audit", schedule="* * * * *", retries=0, label=_("Seal the audit trail"))
def seal_audit() -> None:
    """Numbers and chains the lines written since the last time."""
    seal_waiting()


@job("monitoring.sign_heads", schedule="*/5 * * * *", retries=0, label=_("Sign the heads of the audit trail"))
def sign_audit_heads() -> None:
    """Writes the moved heads outside the database."""
    sign_heads()


@job("monitoring.verify_trail", schedule="41 4 * * *", retries=0, limit=14400, label=_("Check the audit trail"))
def verify_trail() -> None:
    """Checks every hash and every signed head: for whoever asked, else the check of the night."""
    from nucleus.operations.monitoring.commands import finish_verification  # noqa: PLC0415 - commands order jobs

    for row in open_verifications():
        finish_verification(verification=row.public_id)


def open_verifications() -> list[Verification]:
    """The checks that were asked for and have not ended; a new one where there is none."""
    found = list(Verification.objects.filter(finished_at__isnull=True))
    if not found:
        found = [Verification(asked_by=str(_("Every night")))]
        with write_transaction():
            found[0].save()
    return found
