"""Pictures of pixels: only the pixels are kept, and bombs are seen before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from nucleus.kernel.errors import Invalid
from nucleus.platform.pictures.rasters import clean_raster, icon_of


def picture(kind="PNG", size=(40, 20), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "#3350d8").save(out, kind, **options)
    return out.getvalue()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_kind_becomes_png(kind):
    made = clean_raster(picture(kind))
    assert (made.data[:8], made.width, made.height) == (b"\x89PNG\r\n\x1a\n", 40, 20)


def test_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "SECRET place"
    given = picture("JPEG", exif=exif) + b"SECRET trailer <script>alert(1)</script>"
    with_text = picture().replace(b"IDAT", b"IDAT") + chunk(b"tEXt", b"Comment\x00SECRET")
    for data in (given, with_text):
        assert b"SECRET" in data
        assert b"SECRET" not in clean_raster(data).data


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    made = clean_raster(picture(size=(3000, 1500)))
    assert (made.width, made.height) == (1024, 512)


def test_icons_are_square():
    made = icon_of(picture(), 32)
    with Image.open(io.BytesIO(made.data)) as icon:
        assert (icon.size, icon.getpixel((0, 0))[3], icon.getpixel((16, 16))) == ((32, 32), 0, (51, 80, 216, 255))
    with Image.open(io.BytesIO(icon_of(picture(), 180, "#ffffff").data)) as icon:
        assert (icon.size, icon.getpixel((0, 0))) == ((180, 180), (255, 255, 255, 255))


@pytest.mark.parametrize("side", [4_001, 60_000])
def test_a_bomb_is_refused_by_its_announced_size(side):
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(60_000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(Invalid):
        clean_raster(bomb)


def test_a_bomb_of_text_in_a_picture_is_refused():
    bomb = chunk(b"zTXt", b"x\x00\x00" + zlib.compress(bytes(80_000_000), 9))
    data = picture()
    at = data.index(b"IDAT") - 4
    with pytest.raises(Invalid):
        clean_raster(data[:at] + bomb + data[at:])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        picture()[:60],
        b"%PDF-1.4",
        bytes(2_000_001),
        picture("BMP"),
        picture("TIFF"),
    ],
    ids=["empty", "head", "signature", "cut", "pdf", "large", "bmp", "tiff"],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Invalid):
        clean_raster(data)
