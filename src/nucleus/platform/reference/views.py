"""The document as it is served, and the page made of it."""

from __future__ import annotations

import functools

from django.http import HttpRequest, HttpResponse

from nucleus.platform.problems.answers import WrongMethod, answer_problem
from nucleus.platform.reference.document import document_bytes, make_document


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
