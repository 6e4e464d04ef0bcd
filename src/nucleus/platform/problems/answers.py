"""Problem answers (RFC 9457): one place that turns a refusal into `application/problem+json`.

`instance` is the request's id, but not in a 404: what is absent and what is out of sight answer with the same bytes.
The header `X-Request-ID` has it always.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException

from nucleus.kernel.errors import Denied, Invalid, NotVisible, Problem, Throttled, TooLarge
from nucleus.platform.audit.context import current_origin
from nucleus.platform.formats.heads import dump

CONTENT_TYPE = "application/problem+json"


class NotSignedIn(Problem):
    """Nobody is signed in."""

    status = 401
    code = "not-signed-in"
    title = "Please sign in first."


class WrongMethod(Problem):
    """The address is known, but not with this method. `allowed` names those it knows."""

    status = 405
    code = "method-not-allowed"
    title = "This address does not know that method."

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)
        super().__init__()


class NotOffered(Problem):
    """No format that the caller takes. `offered` names those there are."""

    status = 406
    code = "not-acceptable"
    title = "The answer does not come in that format."

    def __init__(self, offered: Iterable[str] = ("json",)) -> None:
        super().__init__(_("The formats here are %(names)s.") % {"names": ", ".join(offered)})


class WrongType(Problem):
    """A body that is not JSON."""

    status = 415
    code = "unsupported-media-type"
    title = "Send the body as application/json."


class Unreadable(Problem):
    """A body that cannot be parsed."""

    status = 400
    code = "unreadable"
    title = "The body is not valid JSON."


def as_problem(error: Exception) -> Problem | None:
    """The problem that an exception means; nothing where it is a fault of the software."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return NotVisible()
    if isinstance(error, PermissionDenied):
        return Denied()
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, SuspiciousOperation):
        return Problem()
    if isinstance(error, APIException):
        made = Problem(str(error.detail))
        made.status, made.code = error.status_code, str(error.default_code)
        return made
    return None


def problem_body(problem: Problem) -> dict[str, Any]:
    """The members of the answer: `errors` names each field by its path, `changes` what somebody else changed."""
    title = _(problem.title)
    body: dict[str, Any] = {
        "type": f"urn:nucleus:problem:{problem.code}",
        "title": title,
        "status": problem.status,
        "detail": title if problem.detail == problem.title else problem.detail,
        "code": problem.code,
    }
    request_id = current_origin().request_id
    if request_id and problem.status != 404:
        body["instance"] = f"urn:nucleus:request:{request_id}"
    body.update(problem.more)
    if isinstance(problem, Invalid):
        body["errors"] = [
            {"field": field, "message": message} for field, messages in problem.errors.items() for message in messages
        ]
    return body


def answer_problem(problem: Problem) -> HttpResponse:
    """The answer with its headers."""
    response = HttpResponse(dump(problem_body(problem)), content_type=CONTENT_TYPE, status=problem.status)
    response["Cache-Control"] = "no-store"
    if revision := problem.more.get("revision"):
        response["ETag"] = f'"{revision}"'
    if isinstance(problem, NotSignedIn):
        response["WWW-Authenticate"] = 'Session realm="nucleus"'
    if isinstance(problem, WrongMethod):
        response["Allow"] = ", ".join(problem.allowed)
    if isinstance(problem, Throttled):
        response["Retry-After"] = str(problem.retry_after)
    return response


def server_fault() -> HttpResponse:
    """The answer when the software failed; it tells nothing of why."""
    body = {
        "type": "urn:nucleus:problem:fault",
        "title": "Something went wrong on our side.",
        "status": 500,
        "detail": "Quote the request id of this answer when you report it.",
        "code": "fault",
        "instance": f"urn:nucleus:request:{current_origin().request_id}",
    }
    return HttpResponse(orjson.dumps(body), content_type=CONTENT_TYPE, status=500)
