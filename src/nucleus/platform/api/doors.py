"""The base of all API views: who asks, may they, and what goes wrong, in one place.

DRF gives the serializers and the place in the OpenAPI document; its own request wrapping and negotiation are left out,
because every list pays for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from rest_framework.views import APIView

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Denied, TooLarge
from nucleus.platform.api.schema import DoorSchema
from nucleus.platform.formats.heads import dump
from nucleus.platform.problems.answers import (
    NotSignedIn,
    Unreadable,
    WrongMethod,
    WrongType,
    answer_problem,
    as_problem,
)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class _Csrf(CsrfViewMiddleware):
    """Django's own check, asked instead of run as middleware: it answers the reason."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _nothing(_request: HttpRequest) -> HttpResponse:
    """Stands where Django's check wants a view."""
    return HttpResponse()


def check_csrf(request: HttpRequest) -> None:
    """Raises Denied when a change does not carry the CSRF token of the session's browser."""
    check = _Csrf(_nothing)
    check.process_request(request)
    if check.process_view(request, _nothing, (), {}):
        raise Denied(_("The CSRF token is missing or wrong: send the cookie's value as X-CSRFToken."))


class ApiView(APIView):
    """A door of the API. A subclass states `permission` and writes `get`, `post`, `patch`, `delete`.

    Signed in by the session cookie; changes need the CSRF token. Refusals become problem answers.
    """

    permission: str = ""
    command: str = ""
    template_name: str = ""
    summary: str = ""
    schema = DoorSchema()
    methods: ClassVar[tuple[str, ...]] = ("GET",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answers the request, or the problem."""
        self.request = request  # type: ignore[assignment]
        self.args, self.kwargs = args, kwargs
        try:
            return self._answer(request, **kwargs)
        except Exception as error:
            problem = as_problem(error)
            if problem is None:
                raise
            return answer_problem(problem)

    def _answer(self, request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        method = request.method or ""
        allowed = self.allowed()
        if method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        if method not in allowed:
            raise WrongMethod(allowed)
        if getattr(request, "signed", None) is None:
            raise NotSignedIn
        if method not in SAFE:
            check_csrf(request)
        self.check_permission(method)
        handler: Callable[..., HttpResponseBase] = getattr(self, "get" if method == "HEAD" else method.lower())
        return handler(request, **kwargs)

    def allowed(self) -> list[str]:
        """The methods of this address."""
        found = [m for m in ("GET", "POST", "PUT", "PATCH", "DELETE") if hasattr(self, m.lower())]
        return [*found, *(["HEAD"] if "GET" in found else []), "OPTIONS"]

    def check_permission(self, method: str) -> None:
        """Raises Denied where the actor lacks the permission to read; commands ask for their own."""
        if method in SAFE and self.permission and not current_actor().may(self.permission):
            raise Denied


def read_body(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object of the body; an empty body is an empty object.

    Raises WrongType, Unreadable, TooLarge; what the object holds is the input class's to judge.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
        raise TooLarge
    body = request.body
    if not body:
        return {}
    if request.content_type not in ("application/json", "application/merge-patch+json"):
        raise WrongType
    try:
        return orjson.loads(body)  # type: ignore[no-any-return]
    except ValueError:
        raise Unreadable from None


def answer_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A JSON answer that no cache keeps."""
    response = HttpResponse(dump(value), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    for name, text in (headers or {}).items():
        response[name] = text
    return response
