"""The jobs that keep the trail sealed and its heads signed."""

from django.utils.translation import gettext_lazy as _

from nucleus.operations.monitoring.sealing import seal_waiting
from nucleus.operations.monitoring.signing import sign_heads
from nucleus.platform.jobs.job import job


@job("monitoring.seal_audit", schedule="* * * * *", retries=0, label=_("Seal the audit trail"))
def seal_audit() -> None:
    """Numbers and chains the lines written since the last time."""
    seal_waiting()


@job("monitoring.sign_heads", schedule="*/5 * * * *", retries=0, label=_("Sign the heads of the audit trail"))
def sign_audit_heads() -> None:
    """Writes the moved heads outside the database."""
    sign_heads()
