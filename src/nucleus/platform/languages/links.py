"""The choice of a language as links of a footer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import get_language

from nucleus.platform.ui.shell import FootLink


def language_links(request: HttpRequest) -> list[FootLink]:
    """Ways to read the page in the other languages, each in its own words."""
    here = urlencode({"next": request.get_full_path()})
    return [
        FootLink(str(name), f"/language/{code}/?{here}", code)
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
