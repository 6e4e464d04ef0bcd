"""Settings of how reports come in."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import setting

LOOK = setting(
    "dmarc.folder_interval", dt.timedelta(minutes=1), kind="duration", unit="minutes", least=1, most=1440,
    group="dmarc", card=_("Watched folders"), label=_("Look into watched folders every"),
    help=_("A folder can be looked into at once on its own page."),
)  # fmt: skip
