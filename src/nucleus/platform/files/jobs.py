"""The nightly sweep."""

from __future__ import annotations

import datetime as dt

import structlog
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.platform.files.disk import files_older_than, is_older_than
from nucleus.platform.files.models import Blob
from nucleus.platform.files.queries import GRACE
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.job import job

log = structlog.get_logger("nucleus.files")


@job("files.sweep", schedule="41 3 * * *", label=_("Clear away files that nobody holds"))
def sweep() -> None:
    """Removes blobs without a holding and files without a blob, once they are a day old."""
    with write_transaction():
        old = now() - dt.timedelta(seconds=GRACE)
        Blob.objects.filter(holdings__isnull=True, created_at__lt=old).delete()
    removed = 0
    for path, sha256 in files_older_than(GRACE):
        with write_transaction():
            unclaimed = not sha256 or not Blob.objects.filter(sha256=sha256).exists()
            if unclaimed and is_older_than(path, GRACE):  # asked again: it may be wanted since the list was made
                path.unlink(missing_ok=True)
                removed += 1
    log.info("files.swept", removed=removed)
