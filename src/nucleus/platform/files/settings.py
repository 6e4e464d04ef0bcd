"""Settings of uploads. The upper bounds are what the readers behind them hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

MB = 1_000_000
UPLOADS = _("Uploads")

LARGEST_FILE = setting(
    "uploads.largest_file", 128, kind="number", unit="MB", least=1, most=128, group="files", card=UPLOADS,
    label=_("Largest file"), help=_("A larger one is named and left out, the others of the same upload are taken."),
)  # fmt: skip
LARGEST_REQUEST = setting(
    "uploads.largest_request", 256, kind="number", unit="MB", least=1, most=1024, group="files", card=UPLOADS,
    label=_("All files of one upload"), help=_("Together. A web server in front may have a limit of its own."),
)  # fmt: skip
MOST_FILES = setting(
    "uploads.most_files", 200, kind="number", unit=_("files"), least=1, most=200, group="files", card=UPLOADS,
    label=_("Files of one upload"), help=_("Further ones are counted and left out."),
)  # fmt: skip
