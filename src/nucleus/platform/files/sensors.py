"""Whether files can be kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.sensors import STORAGE, Level, Reading, graded, sensor


@sensor(
    "files.space",
    group=STORAGE,
    label=gettext_lazy("Disk space"),
    unit="%",
    help=gettext_lazy("How full the disk is on which files are kept."),
)
def space() -> Reading:
    """How full the disk of the file store is."""
    store = Path(settings.MEDIA_ROOT)
    while not store.exists():
        store = store.parent
    if not os.access(store, os.W_OK):
        return Reading(Level.BAD, _("Files cannot be written."))
    usage = shutil.disk_usage(store)
    full = 100 * (usage.total - usage.free) / usage.total
    words = _("%(free)s GB are free.") % {"free": f"{usage.free / 1e9:.0f}"}
    return graded(round(full, 1), words, warn=85, bad=95)
