"""The job that takes newer data on addresses and senders."""

from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.reports.refreshing import refresh
from nucleus.platform.jobs.job import job


@job("enrichment.refresh", schedule="7 * * * *", retries=0, label=_("Take newer address and sender data"))
def refresh_enrichment() -> None:
    """Looks for files that were handed in, and exchanges those that are whole."""
    refresh()
