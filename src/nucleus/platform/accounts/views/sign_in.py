"""Signing in and out. One view and one template for every frontend."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nucleus.kernel.errors import Problem, Throttled
from nucleus.platform.accounts.entry import Entered, Entry, WrongPassword, enter
from nucleus.platform.accounts.frontends import FRONTENDS, Frontend, home_of, safe_next
from nucleus.platform.accounts.looks import base_context, look_of
from nucleus.platform.accounts.middleware import client_address, signed_of
from nucleus.platform.accounts.sessions import drop_cookie, end_session, keep_keys, set_cookie
from nucleus.platform.languages.links import language_links
from nucleus.platform.ui.fields import Field
from nucleus.platform.ui.frame import provided
from nucleus.platform.ui.shell import FootLink

TEMPLATE = "platform/accounts/sign_in.html"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, frontend: str = "") -> HttpResponse:
    """The sign-in page of a frontend; whoever is signed in already goes on."""
    door = FRONTENDS[frontend]
    signed = signed_of(request)
    if request.method != "POST":
        if signed is not None:
            place = signed.actor.place
            return HttpResponseRedirect(_onward(request, home_of(place.tier if place else None)))
        return render(request, TEMPLATE, _page(request, door))
    entry = Entry(
        email=request.POST.get("email", "").strip(),
        password=request.POST.get("password", ""),
        address=client_address(request),
        agent=request.headers.get("User-Agent", ""),
        frontend=frontend,
        keep=request.POST.get("keep") == "true",
    )
    try:
        entered = enter(entry, former=signed)
    except (WrongPassword, Throttled, Problem) as problem:
        return _refused(request, door, problem)
    return welcome(request, entered, _onward(request, entered.home))


def welcome(request: HttpRequest, entered: Entered, target: str) -> HttpResponse:
    """Hands the browser its session and a fresh form token, and sends it on."""
    response = HttpResponseRedirect(target)
    response.status_code = 303
    set_cookie(request, response, entered.token, entered.session.ends_at if entered.keep else None)
    rotate_token(request)
    return keep_keys(request, response, entered.session.user)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, here and on the server."""
    signed = signed_of(request)
    target = "/sign-in/"
    if signed is not None:
        end_session(signed.session)
        place = signed.actor.place
        target = FRONTENDS[place.tier if place else "admin"].sign_in
    response = HttpResponseRedirect(f"{target}?signed-out=1")
    response.status_code = 303
    drop_cookie(request, response)
    rotate_token(request)
    return response


def _onward(request: HttpRequest, home: str) -> str:
    """The page that was asked for before, where it is on this host and not another frontend's; else home."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    target = safe_next(given, request.get_host(), secure=request.is_secure())
    if home == "/switch/" or not target or target.startswith(("/sign-in/", "/sign-out/")):
        return home
    first = target.split("/")[1]
    return home if first in FRONTENDS and first and not home.startswith(f"/{first}/") else target


def _refused(request: HttpRequest, door: Frontend, problem: Problem) -> HttpResponse:
    context = _page(request, door, problem.detail, email=request.POST.get("email", "")[:254])
    status = 422 if isinstance(problem, WrongPassword) else problem.status
    response = render(request, TEMPLATE, context, status=status)
    if isinstance(problem, Throttled):
        response["Retry-After"] = str(problem.retry_after)
    return response


def _page(request: HttpRequest, door: Frontend, error: str = "", email: str = "") -> dict[str, Any]:
    words = provided("sign_in_page", (request, door), {})  # first: it may speak another language
    look = look_of(request)
    target = request.POST.get("next") or request.GET.get("next") or ""
    return {
        **base_context(request),
        "title": _("Sign in"),
        "portal": door.label,
        "lede": door.lede,
        "panel": {"heading": door.heading, "text": door.text, "points": []},
        "after_form": _("New here? You get an invitation from whoever looks after your account."),
        **words,
        "foot": [
            *language_links(request),
            *(_foot(door) if look.is_neutral else []),
            FootLink(_("Status"), "/status/"),
            *look.foot,
        ],
        "error": error,
        "signed_out": "signed-out" in request.GET and not error,
        "next": safe_next(target, request.get_host(), secure=request.is_secure()),
        **_controls(email),
    }


def _controls(email: str) -> dict[str, Field]:
    return {
        "email": Field(
            "text",
            "email",
            _("E-mail address"),
            email,
            type="email",
            required=True,
            autocomplete="username",
            maximum="254",
            large=True,
            focus=not email,
        ),
        "password": Field(
            "text",
            "password",
            _("Password"),
            type="password",
            required=True,
            autocomplete="current-password",
            large=True,
            focus=bool(email),
        ),
        "keep": Field("checkbox", "keep", _("Keep me signed in on this device")),
    }


def _foot(door: Frontend) -> list[FootLink]:
    """Ways to the other sign-in pages, on the platform's own host only."""
    others = [FootLink(_("Front page"), "/")]
    if door.key != "admin":
        others.append(FootLink(_("Administration"), FRONTENDS["admin"].sign_in))
    return others
