"""Counts the calls of the API, refuses those above the limit, and says in every answer what is left."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nucleus.kernel.errors import Throttled
from nucleus.platform.audit.context import current_origin
from nucleus.platform.limits.counters import Allowance, Counters, Taken
from nucleus.platform.limits.settings import OF_NETWORK, OF_SESSION, OF_STRANGERS
from nucleus.platform.problems.answers import answer_problem

API = "/api/"
FILE = "api-calls"


@lru_cache(maxsize=1)
def counters() -> Counters:
    """The counters of this installation, opened when first asked for."""
    folder = settings.LIMITS_DIR
    return Counters(Path(folder) / FILE if folder else None)


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """The network that an address counts for: itself, or its /64 (an IPv6 line has that many of its own)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    return str(found)


@lru_cache(maxsize=64)
def _allowance(name: str, limit: int) -> Allowance:
    return Allowance(name, limit)


def take_all(signed: Any) -> list[Taken]:
    """Counts a call for everything that it counts for; the first that refuses is the last."""
    network = network_of(current_origin().address)
    if signed is None:
        wanted = [(network, _allowance("strangers", OF_STRANGERS.value()))]
    else:
        wanted = [
            (signed.session_id, _allowance("session", OF_SESSION.value())),
            (network, _allowance("network", OF_NETWORK.value())),
        ]
    found = []
    for who, allowance in wanted:
        found.append(counters().take(who, allowance))
        if not found[-1].is_allowed:
            break
    return found


def tell(response: HttpResponse, taken: list[Taken]) -> None:
    """The headers of the IETF draft (RateLimit, RateLimit-Policy), and the three of its earlier versions."""
    response["RateLimit-Policy"] = ", ".join(
        f'"{t.allowance.name}";q={t.allowance.limit};w={t.allowance.period}' for t in taken
    )
    response["RateLimit"] = ", ".join(f'"{t.allowance.name}";r={t.remaining};t={t.reset}' for t in taken)
    tight = min(taken, key=lambda t: t.remaining / t.allowance.limit)
    response["RateLimit-Limit"] = str(tight.allowance.limit)
    response["RateLimit-Remaining"] = str(tight.remaining)
    response["RateLimit-Reset"] = str(tight.reset)


class LimitMiddleware:
    """Stands behind the sign-in, so that it knows who asks; pages pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return self.get_response(request)
        taken = take_all(getattr(request, "signed", None))
        if taken[-1].is_allowed:
            response = self.get_response(request)
        else:
            response = answer_problem(Throttled(retry_after=taken[-1].retry_after))
        tell(response, taken)
        return response
