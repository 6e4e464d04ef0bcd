"""A short message that survives one redirect: a signed cookie of a minute, taken back by the page that shows it.

No session write, no table; what it says is text, escaped where it is shown.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "nucleus_toast"
SECONDS = 60
LONGEST = 300


def leave_toast(request: HttpRequest, response: HttpResponseBase, text: str) -> None:
    """Sends the message along with a redirect."""
    value = signing.dumps(text[:LONGEST], salt=COOKIE)
    response.set_cookie(COOKIE, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure())


def take_toast(request: HttpRequest) -> str:
    """The message that came with the request; empty where there is none or it is not ours."""
    value = request.COOKIES.get(COOKIE)
    if not value:
        return ""
    try:
        text = signing.loads(value, salt=COOKIE, max_age=SECONDS)
    except signing.BadSignature:
        return ""
    return text if isinstance(text, str) else ""


def drop_toast(request: HttpRequest, response: HttpResponseBase) -> None:
    """Takes the cookie back once its message was shown."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
