"""The pictures of a brand: kept as they are served, with the icons that devices ask for."""

from __future__ import annotations

import base64
import hashlib

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.models import Picture
from nucleus.platform.pictures.drawings import clean_drawing
from nucleus.platform.pictures.rasters import clean_raster, icon_of
from nucleus.platform.tree.models import Organization

ICONS = {32: "", 180: "#ffffff"}
"""Sizes of icons with their ground: browsers want them transparent, devices cut them out of a full square."""


def keep_picture(organization: Organization, data: bytes) -> Picture:
    """Makes a picture that can be served out of what came, and keeps it. Raises Invalid for what is none, or
    hostile.
    """
    if _looks_like_drawing(data):
        return _kept(organization, "svg", clean_drawing(data), {})
    cleaned = clean_raster(data).data
    return _kept(organization, "png", cleaned, {size: icon_of(cleaned, size, g).data for size, g in ICONS.items()})


def _looks_like_drawing(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _kept(organization: Organization, kind: str, data: bytes, icons: dict[int, bytes]) -> Picture:
    digest = hashlib.sha256(data).hexdigest()[:16]
    found = Picture.objects.filter(organization=organization, digest=digest, size=0).first()
    if found is not None:
        return found  # type: ignore[no-any-return]
    for size, icon in icons.items():
        Picture(organization=organization, digest=digest, kind=kind, size=size, data=icon).save()
    made = Picture(organization=organization, digest=digest, kind=kind, data=data)
    made.save()
    return made


def same_picture(organization: int, name: str) -> bool:
    """Whether the organization has a picture of that name."""
    digest, _dot, kind = name.partition(".")
    return bool(Picture.objects.filter(organization=organization, digest=digest, kind=kind, size=0).exists())


def served_picture(digest: str, kind: str, size: int) -> bytes | None:
    """The bytes behind an address; whoever knows a digest has seen the picture."""
    with system_actor("a picture is public under its digest"):
        found = Picture.objects.filter(digest=digest, kind=kind, size=size).values_list("data", flat=True).first()
    return None if found is None else bytes(found)


def as_base64(organization: int, names: list[str]) -> dict[str, str]:
    """The pictures of an export."""
    found = {}
    for name in names:
        digest, _dot, kind = name.partition(".")
        data = Picture.objects.filter(organization=organization, digest=digest, kind=kind, size=0).first()
        if data is not None:
            found[name] = base64.b64encode(bytes(data.data)).decode()
    return found
