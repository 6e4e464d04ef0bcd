"""A content policy of its own for the few pages that need one."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import unescape
from typing import Any

from csp.utils import build_policy
from django.http import HttpResponse

STYLES = re.compile(r'\sstyle="([^"]*)"')


def add_policy(response: HttpResponse, directives: Mapping[str, Sequence[str]], *, instead: bool = False) -> None:
    """Adds sources to directives of the house's policy; `instead` puts them in the place of what stands there."""
    chosen: Any = {name: list(sources) for name, sources in directives.items()}
    response["Content-Security-Policy"] = build_policy(replace=chosen) if instead else build_policy(update=chosen)


def style_hashes(html: str) -> list[str]:
    """Sources that allow just the style attributes of this HTML (Content Security Policy Level 3, 'unsafe-hashes')."""
    found = sorted({unescape(style) for style in STYLES.findall(html)})
    return ["'unsafe-hashes'", *(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in found)]


__all__ = ["add_policy", "style_hashes"]
