"""The security headers that every answer carries. All are constants of an installation, so they are composed once."""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_permissions_policy import PermissionsPolicyMiddleware


class HeadersMiddleware:
    """Adds what the answer does not say itself (a download's own, stricter content policy stays)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        features = PermissionsPolicyMiddleware.compute_header_value(settings.PERMISSIONS_POLICY, "PERMISSIONS_POLICY")
        self.headers = (
            ("Content-Security-Policy", build_policy()),
            ("Permissions-Policy", features),
            ("X-Frame-Options", settings.X_FRAME_OPTIONS),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
            ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        )
        below = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
        self.secure_headers = (("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}{below}"),)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        own = response.headers
        for name, text in self.headers:
            own.setdefault(name, text)
        if request.is_secure():
            for name, text in self.secure_headers:
                own.setdefault(name, text)
        return response
