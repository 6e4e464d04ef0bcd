"""The page for a form whose token does not fit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from nucleus.platform.accounts.looks import base_context


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or comes from another site. `reason` is Django's and for developers."""
    if request.path.startswith("/api/"):
        problem = {
            "type": "urn:nucleus:problem:csrf",
            "title": "The request carries no valid token.",
            "status": 403,
            "code": "csrf",
            "detail": "Send the value of the csrftoken cookie in the X-CSRFToken header.",
        }
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    context = {**base_context(request), "status": 403, "request_id": getattr(request, "request_id", "")}
    return render(request, "platform/accounts/csrf_failure.html", context, status=403)
