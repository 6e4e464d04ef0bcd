"""Compressed answers: text of more than a packet is sent as gzip.

Compression beside secrets can leak them byte by byte (BREACH) where an attacker's text stands in the same answer. What
is secret in our pages is the CSRF token, which Django masks anew for every answer; sessions travel in cookies only.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

try:
    from isal import igzip

    def _pack(data: bytes) -> bytes:
        return bytes(igzip.compress(data, compresslevel=2))

except ImportError:  # no wheel for this machine: the standard library does the same, slower

    def _pack(data: bytes) -> bytes:
        return gzip.compress(data, compresslevel=5, mtime=0)


LEAST = 800  # bytes below which packing gains nothing on the wire
KINDS = ("text/html", "application/json", "application/problem+json", "text/css", "image/svg+xml", "text/csv")


class CompressionMiddleware:
    """Packs whole (not streamed) text answers for clients that take gzip."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return response
        if not response.get("Content-Type", "").startswith(KINDS) or len(response.content) < LEAST:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return response
        response.content = _pack(response.content)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response["ETag"] = "W/" + etag
        return response
