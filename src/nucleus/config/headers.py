"""The policies that every answer carries: constants of an installation, so they are composed once, not per answer."""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_permissions_policy import PermissionsPolicyMiddleware


class PoliciesMiddleware:
    """Adds the content and the permissions policy, where the answer has none of its own (downloads are stricter)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.content = build_policy()
        self.permissions = PermissionsPolicyMiddleware.compute_header_value(
            settings.PERMISSIONS_POLICY, "PERMISSIONS_POLICY"
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.content)
        response.headers.setdefault("Permissions-Policy", self.permissions)
        return response
