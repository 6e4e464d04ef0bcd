"""What people see when something is refused: pages in their theme; under `/api/` the same as problem answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from nucleus.kernel.actor import actor_or_none
from nucleus.kernel.errors import Denied, Invalid, NotVisible, Problem
from nucleus.kernel.registry import registry
from nucleus.platform.problems.answers import answer_problem, as_problem, server_fault
from nucleus.platform.ui.frame import theme_of
from nucleus.platform.ui.shell import appearance

PAGES = frozenset({400, 403, 404, 409, 410, 413, 429, 500, 503})


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return request.path.startswith("/api/")


def error_page(request: HttpRequest, status: int, detail: str = "", retry: str = "") -> HttpResponse:
    """The page of a status. A 404 carries no reference, so that absent and out of sight have the same bytes."""
    theme = theme_of(request)
    shown = status if status in PAGES else 400
    context = {
        "status": status,
        "detail": detail,
        "retry": retry,
        "home": theme.brand.home,
        "request_id": "" if status == 404 else getattr(request, "request_id", ""),
        "brand": theme.brand,
        "theme_href": theme.href,
        "font": theme.font,
        "foot": theme.foot,
        **appearance(request, theme.density),
    }
    return HttpResponse(render_to_string(f"errors/{shown}.html", context, request), status=status)


def refusal_page(request: HttpRequest, problem: Problem, permission: str = "") -> HttpResponse:
    """The page for a refusal; a missing permission names the roles that hold it."""
    if isinstance(problem, NotVisible):
        return error_page(request, 404)
    if isinstance(problem, Denied) and permission:
        return error_page(request, 403, who_may(permission) or problem.detail)
    if isinstance(problem, Invalid):
        said = "; ".join(f"{name}: {' '.join(why)}" if name else " ".join(why) for name, why in problem.errors.items())
        return error_page(request, 400, said)
    response = error_page(request, problem.status, problem.detail)
    if retry_after := getattr(problem, "retry_after", None):
        response["Retry-After"] = str(retry_after)
    return response


def who_may(permission: str) -> str:
    """A sentence: which roles of the actor's tier hold the permission; empty where that is not known."""
    actor, declared = actor_or_none(), registry.permissions.get(permission)
    if actor is None or declared is None:
        return ""
    tier = actor.place.tier.value if actor.place else ""
    roles = [r.partition(".")[2] for r in sorted(declared.roles) if r.startswith(f"{tier}.")] if tier else []
    words = {
        "label": _(declared.label),
        "own": role_words(tier, [r.rpartition(".")[2] for r in actor.roles]) or _("none"),
        "roles": role_words(tier, roles),
    }
    if roles:
        text = _("“%(label)s” is not part of your role (%(own)s). It belongs to: %(roles)s. Ask who manages your team.")
    else:
        text = _("“%(label)s” is not part of your role (%(own)s), nor of any other role of your organization.")
    return text % words


def role_words(tier: str, names: Sequence[str]) -> str:
    """The roles as the team page calls them."""
    label = registry.providers.get("role_label")
    return ", ".join(str(label(tier, name)) if label else name for name in names)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400."""
    problem = as_problem(exception) or Problem()
    return answer_problem(problem) if is_api(request) else error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return answer_problem(Denied()) if is_api(request) else error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404, without a word about the address."""
    return answer_problem(NotVisible()) if is_api(request) else error_page(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """Django's 500; the page must come even when the theme cannot be read."""
    if is_api(request):
        return server_fault()
    try:
        return error_page(request, 500)
    except Exception:  # noqa: BLE001 - whatever broke the request may break its page too
        return HttpResponse("<!doctype html><title>500</title><h1>500</h1>", status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **more: Any) -> HttpResponse:
    """A form whose token is missing or old: the person is asked to open it again."""
    detail = _("This form was open too long or came from elsewhere. Go back, reload the page and send it again.")
    return error_page(request, 403, detail)
