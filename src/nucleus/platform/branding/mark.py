"""The drawn mark of a theme without a picture: initials on the brand colour."""

from __future__ import annotations

import io
from functools import lru_cache
from html import escape

from PIL import Image, ImageDraw, ImageFont

from nucleus.platform.branding.colours import Colours, derive


def mark_svg(seed: str, letters: str) -> str:
    """A square of 32 units with round corners and one or two letters."""
    tokens = derive(Colours(seed))
    fill, ink = tokens["brand"].light, tokens["on-brand"].light
    size = 15 if len(letters) > 1 else 18
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
        f'<rect width="32" height="32" rx="8" fill="{fill}"/>'
        f'<text x="16" y="16.5" fill="{ink}" font-family="system-ui,sans-serif" font-size="{size}" font-weight="650" '
        f'text-anchor="middle" dominant-baseline="central">{escape(letters)}</text></svg>'
    )


@lru_cache(maxsize=128)
def mark_png(seed: str, letters: str, size: int) -> bytes:
    """The same as PNG of `size` pixels, without round corners: devices cut their own."""
    tokens = derive(Colours(seed))
    picture = Image.new("RGB", (size, size), tokens["brand"].light)
    font = ImageFont.load_default(size * (0.46 if len(letters) > 1 else 0.56))
    ImageDraw.Draw(picture).text((size / 2, size / 2), letters, fill=tokens["on-brand"].light, font=font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def letters_of(name: str, initials: str) -> str:
    """The chosen initials, else the first letters of the first two words."""
    words = [word for word in name.split() if word[0].isalnum()]
    return initials or "".join(word[0] for word in words[:2]).upper() or "N"
