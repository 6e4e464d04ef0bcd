"""The line above every page while the history comes in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.demo.history import days_done
from nucleus.platform.ui.shell import Banner


def filling_banner(_request: HttpRequest) -> tuple[Banner, ...]:
    """How far the demo is; nothing once all days are in, and nothing in a real installation."""
    if not settings.DEMO:
        return ()
    done, wanted = days_done()
    if done >= wanted:
        return ()
    text = _("The reports of this demo are coming in, the newest first: %(done)s of %(wanted)s days so far.")
    return (Banner(text % {"done": done, "wanted": wanted}, "clock", "info"),)
