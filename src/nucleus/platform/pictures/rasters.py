"""PNG, JPEG, WebP and GIF: decoded within limits and encoded again, so that only pixels remain."""

from __future__ import annotations

import io
import warnings
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from nucleus.kernel.errors import Invalid

MOST_BYTES = 2_000_000  # of the file that came
MOST_PIXELS = 16_000_000  # a decoded picture of that size takes 64 MB
LONGEST_SIDE = 1024  # pixels of what is kept
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class Raster(NamedTuple):
    """A picture as PNG, with its size in pixels."""

    data: bytes
    width: int
    height: int


def clean_raster(data: bytes) -> Raster:
    """The first frame as PNG of at most `LONGEST_SIDE` pixels, without any metadata. Raises Invalid."""
    picture = _decoded(data)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _encoded(picture)


def icon_of(data: bytes, size: int, ground: str = "") -> Raster:
    """A square icon of `size` pixels: fitted in, the rest transparent or of the colour `ground`. Raises Invalid."""
    picture = _decoded(data)
    fitted = ImageOps.contain(picture, (size, size), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    square.alpha_composite(fitted, ((size - fitted.width) // 2, (size - fitted.height) // 2))
    return _encoded(square)


def fitted(data: bytes, width: int, height: int) -> Raster:
    """The picture within that box, never enlarged. Raises Invalid."""
    picture = _decoded(data)
    picture.thumbnail((width, height), Image.Resampling.LANCZOS)
    return _encoded(picture)


def _decoded(data: bytes) -> Image.Image:
    """The pixels. The announced size is looked at before anything is decoded."""
    if len(data) > MOST_BYTES:
        raise Invalid({"": [_("This picture is larger than 2 MB.")]})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are refused here anyway
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            width, height = picture.size
            if width * height > MOST_PIXELS or min(width, height) < 1:
                raise Invalid({"": [_("This picture has too many pixels: at most 16 million.")]})
            turned = ImageOps.exif_transpose(picture)
            return turned.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        raise Invalid({"": [_("This is no picture that can be read: PNG, JPEG, WebP, GIF or SVG.")]}) from None


def _encoded(picture: Image.Image) -> Raster:
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return Raster(out.getvalue(), *bare.size)
