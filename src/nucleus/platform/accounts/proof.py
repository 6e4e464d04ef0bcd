"""Asking for the current password again, with the same limits as the sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from nucleus.kernel.errors import Invalid
from nucleus.platform.accounts.attempts import begin_attempt, finish_attempt
from nucleus.platform.accounts.middleware import client_address, signed_of
from nucleus.platform.accounts.models import User


@contextmanager
def changing_password(request: HttpRequest) -> Iterator[None]:
    """Counts a wrong current password as a failed try, so that a stolen session cannot guess it.

    Outside the command, because what a command refuses is rolled back. Raises Throttled before anything is tried.
    """
    signed = signed_of(request)
    if signed is None:
        yield
        return
    attempt = begin_attempt(signed.email, client_address(request), request.headers.get("User-Agent", ""))
    user = User(pk=signed.user)
    try:
        yield
    except Invalid as invalid:
        if "current_password" in invalid.errors:
            finish_attempt(attempt, user, succeeded=False)
        else:
            attempt.delete()
        raise
    except BaseException:
        attempt.delete()
        raise
    attempt.delete()
