"""Serves stylesheet and mark of a theme: the address carries a hash, so browsers keep them for ever."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.colours import theme_css
from nucleus.platform.branding.mark import mark_hash, mark_svg
from nucleus.platform.branding.models import StoredTheme

FOR_EVER = "public, max-age=31536000, immutable"
SANDBOX = "default-src 'none'; sandbox"


@require_safe
def theme_file(request: HttpRequest, slug: str, digest: str, kind: str) -> HttpResponse:
    """The file of a published theme; under a former hash the present one, which nobody keeps."""
    with system_actor("a published theme is public"):
        theme = (
            StoredTheme.objects.filter(organization__slug=slug, is_published=True)
            .select_related("organization")
            .first()
        )
    if theme is None or kind not in ("css", "svg"):
        raise Http404
    if kind == "css":
        response = HttpResponse(theme_css(theme.theme), content_type="text/css; charset=utf-8")
    else:
        response = HttpResponse(mark_svg(theme), content_type="image/svg+xml")
        response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = FOR_EVER if digest == mark_hash(theme) else "no-store"
    return response
