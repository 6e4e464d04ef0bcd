"""The choice of a language before one signs in, kept in a cookie of the browser."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

YEAR = 365 * 24 * 3600


@never_cache
@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the language in the browser and goes back to where the choice was made. Raises Http404 for others."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, None)
    response = HttpResponseRedirect(target if safe else "/")
    response.status_code = 303
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
