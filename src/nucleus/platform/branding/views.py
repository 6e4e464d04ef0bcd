"""Serves stylesheets, drawn marks and pictures: the address carries a hash, so browsers keep them for ever."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nucleus.platform.branding.looks import css_of, files_hash, letters
from nucleus.platform.branding.mark import mark_png, mark_svg
from nucleus.platform.branding.pictures import served_picture
from nucleus.platform.branding.resolution import theme_values

FOR_EVER = "public, max-age=31536000, immutable"
SANDBOX = "default-src 'none'; sandbox"
TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}
TOUCH = 180  # pixels of the icon that devices put on their home screens


@require_safe
def theme_file(request: HttpRequest, slug: str, digest: str, kind: str) -> HttpResponse:
    """Stylesheet, drawn mark or icon of a published theme; under a former hash the present one, which nobody keeps."""
    values = theme_values(slug) if kind in TYPES else None
    if values is None:
        raise Http404
    if kind == "css":
        content: str | bytes = css_of(values)
    elif kind == "svg":
        content = mark_svg(str(values["seed"]), letters(values))
    else:
        content = mark_png(str(values["seed"]), letters(values), TOUCH)
    return _served(content, kind, kept=digest == files_hash(values))


@require_safe
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of a brand, `DIGEST.png` or an icon of it, `DIGEST-32.png`."""
    stem, _dot, kind = name.partition(".")
    digest, dash, size = stem.partition("-")
    named = len(digest) == 16 and kind in ("png", "svg") and (not dash or (size.isascii() and size.isdigit()))
    data = served_picture(digest, kind, int(size[:4] or 0)) if named else None
    if data is None:
        raise Http404
    return _served(data, kind, kept=True)


def _served(content: str | bytes, kind: str, *, kept: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    if kind != "css":
        response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = FOR_EVER if kept else "no-store"
    return response
