"""A short message that survives one redirect: a signed cookie of a minute, taken back by the page that shows it.

No session write, no table; what it says is text, escaped where it is shown. With it goes the note that undoes what was
done (`ui.undo`), which is signed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "nucleus_toast"
SECONDS = 60
LONGEST = 300
BEFORE_NOTE = "~"


@dataclass(frozen=True, slots=True)
class Toast:
    """A message; `undo` is the note that takes back what it tells of, or empty. Shown as its text, false without."""

    text: str = ""
    undo: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def leave_toast(request: HttpRequest, response: HttpResponseBase, text: str, undo: str = "") -> None:
    """Sends the message along with a redirect."""
    value = signing.dumps(text[:LONGEST], salt=COOKIE)
    if undo:
        value += BEFORE_NOTE + undo
    response.set_cookie(COOKIE, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure())


def take_toast(request: HttpRequest) -> Toast:
    """The message that came with the request; empty where there is none or it is not ours."""
    value, _mark, undo = (request.COOKIES.get(COOKIE) or "").partition(BEFORE_NOTE)
    if not value:
        return Toast()
    try:
        text = signing.loads(value, salt=COOKIE, max_age=SECONDS)
    except signing.BadSignature:
        return Toast()
    return Toast(text, undo) if isinstance(text, str) else Toast()


def drop_toast(request: HttpRequest, response: HttpResponseBase) -> None:
    """Takes the cookie back once its message was shown."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
