"""The outermost middleware of counting: every answer is counted, and a slow one leaves a line in the log."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nucleus.operations.vitals.recording import count_request
from nucleus.operations.vitals.settings import SLOW

log = structlog.get_logger("nucleus.requests")

LEAST = 0.1  # seconds below which nothing is slow, whatever the setting says


class CountingMiddleware:
    """Measures each request from first to last middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = self.get_response(request)
        spent = time.perf_counter() - started
        count_request(request, response, spent)
        if spent > LEAST and spent * 1000 > SLOW.value():
            match = request.resolver_match
            log.warning(
                "request.slow",
                request_id=getattr(request, "request_id", ""),
                method=request.method,
                route=match.route if match is not None else "",
                status=response.status_code,
                milliseconds=round(spent * 1000),
            )
        return response
