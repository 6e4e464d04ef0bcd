"""Whole addresses for mails, which are read outside of these pages."""

from __future__ import annotations

import os

from django.conf import settings

from nucleus.platform.mail.settings import LINKS


def page_address(path: str) -> str:
    """The whole address of a page: behind the one that the settings state, else the host name of the installation."""
    return (LINKS.value() or _own()) + path


def _own() -> str:
    host = str(settings.BASE_HOST)
    if host == "localhost":  # tried out on one machine: no certificate, and the port that the command was given
        return f"http://localhost:{os.environ.get('PORT') or 8000}"
    return f"https://{host}"
