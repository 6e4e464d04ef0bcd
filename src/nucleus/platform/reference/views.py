"""The document as it is served, and the page made of it."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy

from nucleus.platform.problems.answers import WrongMethod, answer_problem
from nucleus.platform.reference.document import document_bytes, make_document
from nucleus.platform.ui.pages import PageView


@functools.cache
def _served() -> bytes:
    return document_bytes(make_document())


def openapi(request: HttpRequest) -> HttpResponse:
    """The document as JSON, for everybody."""
    if request.method not in ("GET", "HEAD"):
        return answer_problem(WrongMethod(("GET", "HEAD")))
    return HttpResponse(_served(), content_type="application/json")


openapi.permission = ""  # type: ignore[attr-defined]
openapi.template_name = ""  # type: ignore[attr-defined]
openapi.command = ""  # type: ignore[attr-defined]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The page's own policy: the reader sets its styles inline. Nothing leaves for another server."""


class ReferencePage(PageView):
    """The document as a page on which each call can be tried, as the person who is signed in."""

    template_name = "platform/reference/reference.html"
    title = gettext_lazy("API reference")

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page under its own policy."""
        response = super().get(request, **where)
        response["Content-Security-Policy"] = POLICY
        return response

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Where the document is, and the server that it speaks of: this one."""
        return {
            "document": "/api/openapi.json",
            "origin": request.build_absolute_uri("/").rstrip("/"),
            "sub": gettext("Calls are made as you, on real data. What you may not do is refused."),
        }
