"""Says how to find the set of a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nucleus.kernel.registry import registry
from nucleus.kernel.template_sets import asking


class SetMiddleware:
    """Templates of a request are drawn by the set that provider `template_set` names, asked at the first template."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        ask = registry.providers.get("template_set")
        if ask is None:
            return self.get_response(request)
        with asking(lambda: str(ask(request))):
            return self.get_response(request)
