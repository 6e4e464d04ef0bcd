"""The job that forgets lines whose time is over."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.operations.oversight.settings import JOURNAL_DAYS
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job
from nucleus.platform.journal.models import Entry

AT_ONCE = 5000  # lines that one transaction forgets


@job("journal.forget", schedule="33 3 * * *", label=_("Forget old lines of the access journal"))
def forget() -> None:
    """Removes the lines that are older than the setting says."""
    before = now() - dt.timedelta(days=JOURNAL_DAYS.value())
    while True:
        with write_transaction():
            if not Entry.objects.all().forget(before, AT_ONCE):
                return
