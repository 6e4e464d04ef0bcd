"""What lower rooms ask of this one: the bell, its figure, and who tells people of events."""

from __future__ import annotations

from django.http import HttpRequest

from nucleus.kernel.notices import TELLER
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.accounts.sql import UNREAD_SQL
from nucleus.platform.notices.sql import UNREAD
from nucleus.platform.notices.telling import tell_people


def bell(request: HttpRequest) -> tuple[str, int]:
    """Where the notices are, and how many are new: known since the session was read."""
    signed = signed_of(request)
    return "/notices/", signed.unread if signed else 0


registry.providers.add(TELLER, tell_people)
registry.providers.add("notices", bell)
registry.providers.add(UNREAD_SQL, UNREAD)
