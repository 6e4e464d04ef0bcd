"""The mark of a theme: initials on the brand colour, as a drawing."""

from __future__ import annotations

import hashlib
from html import escape

from nucleus.platform.branding.colours import derive, theme_css
from nucleus.platform.branding.models import StoredTheme


def mark_svg(theme: StoredTheme) -> str:
    """A square of 32 units with round corners and one or two letters."""
    tokens = derive(theme.seed)
    fill, ink = tokens["brand"].light, tokens["on-brand"].light
    letters = letters_of(theme)
    size = 15 if len(letters) > 1 else 18
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
        f'<rect width="32" height="32" rx="8" fill="{fill}"/>'
        f'<text x="16" y="16.5" fill="{ink}" font-family="system-ui,sans-serif" font-size="{size}" font-weight="650" '
        f'text-anchor="middle" dominant-baseline="central">{escape(letters)}</text></svg>'
    )


def letters_of(theme: StoredTheme) -> str:
    """One or two letters that stand for the name."""
    return theme.initials or _letters(theme.name)


def _letters(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "N"


def mark_hash(theme: StoredTheme) -> str:
    """Ten letters that change with stylesheet or mark, for both addresses."""
    return hashlib.sha256((theme_css(theme.theme) + mark_svg(theme)).encode()).hexdigest()[:10]
