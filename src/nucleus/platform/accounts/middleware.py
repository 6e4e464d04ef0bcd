"""Who asks: sets origin and actor for the request, in one query."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from nucleus.kernel.actor import acting
from nucleus.platform.accounts.sessions import cookie_name, read_session, touch_session
from nucleus.platform.accounts.sql import SignedIn
from nucleus.platform.audit.context import Origin, coming_from, current_origin, request_id_of
from nucleus.platform.languages.effect import chosen_here, speaking, speech_of_visitor

log = structlog.get_logger("nucleus.request")

OPEN = ("/static/", "/theme/", "/health/")
WITH_INITIAL_PASSWORD = frozenset({"/password/", "/sign-out/", "/api/users/password"})


class Person(HttpRequest):
    """A request as the house hands it on (for type checkers): `signed` is set by the middleware."""

    signed: SignedIn | None
    request_id: str


def signed_of(request: HttpRequest) -> SignedIn | None:
    """Who is signed in, as the middleware found."""
    signed: SignedIn | None = getattr(request, "signed", None)
    return signed


def client_address(request: HttpRequest) -> str:
    """The peer's address. Proxies are believed once they are configured (NET-1)."""
    return str(request.META.get("REMOTE_ADDR") or "")


def initial_password_wall(request: HttpRequest, signed: SignedIn) -> HttpResponse | None:
    """Whoever still has a password that somebody else knew changes it before anything else (SPEC AUTH-1)."""
    if not signed.must_change_password or request.path in WITH_INITIAL_PASSWORD:
        return None
    if request.path.startswith("/api/"):
        problem = {
            "type": "urn:nucleus:problem:password-change-required",
            "title": "Change your password first.",
            "status": 403,
            "code": "password-change-required",
            "detail": "This account still has its initial password. "
            "Change it at /password/ or with PUT /api/users/password.",
            "instance": f"urn:nucleus:request:{current_origin().request_id}",
        }
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    return HttpResponseRedirect("/password/")


class SessionMiddleware:
    """Reads the session cookie once and lets the whole request run as that actor.

    `request.signed` is the SignedIn or None. Language and time zone follow the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = request_id_of(request.META.get("HTTP_X_REQUEST_ID", ""))
        request.request_id = request_id  # type: ignore[attr-defined]
        with coming_from(Origin(client_address(request), request_id, "page")):
            if request.path.startswith(OPEN):
                request.signed = None  # type: ignore[attr-defined]
                return self.get_response(request)
            return self._signed(request, request_id)

    def _signed(self, request: HttpRequest, request_id: str) -> HttpResponse:
        token = request.COOKIES.get(cookie_name(request), "")
        found = read_session(token) if token else None
        request.signed = found  # type: ignore[attr-defined]
        if found is None:
            with speaking(speech_of_visitor(request)):
                response = self.get_response(request)
        else:
            here = "" if found.chose_language else chosen_here(request)
            with speaking(found.speech._replace(language=here or found.speech.language)), acting(found.actor):
                response = initial_password_wall(request, found) or self.get_response(request)
            with contextlib.suppress(DatabaseError):  # a busy database must not cost the answer
                touch_session(found)
        response["X-Request-ID"] = request_id
        if request.is_secure():  # plain HTTP on loopback drops the flag, or browsers would drop the cookie
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response
