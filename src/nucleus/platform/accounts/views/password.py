"""The forced change of a password that somebody else knew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nucleus.kernel.errors import Invalid, Throttled
from nucleus.platform.accounts.commands import change_password
from nucleus.platform.accounts.frontends import FRONTENDS, home_of
from nucleus.platform.accounts.looks import base_context
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.accounts.proof import changing_password
from nucleus.platform.ui.fields import Field


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def initial_password(request: HttpRequest) -> HttpResponse:
    """Asks for a password of one's own; everything else waits until then."""
    signed = signed_of(request)
    if signed is None:
        return HttpResponseRedirect("/sign-in/?next=/password/")
    place = signed.actor.place
    if not signed.must_change_password:
        return HttpResponseRedirect("/security/")
    if request.method != "POST":
        return render(request, "platform/accounts/password.html", _page(request, {}))
    fields = {name: request.POST.get(name, "") for name in ("current_password", "new_password", "again")}
    if fields.pop("again") != fields["new_password"]:
        errors = {"again": [_("The two are not the same.")]}
        return render(request, "platform/accounts/password.html", _page(request, errors), status=422)
    try:
        with changing_password(request):
            change_password.submit(fields)
    except Invalid as invalid:
        return render(request, "platform/accounts/password.html", _page(request, invalid.errors), status=422)
    except Throttled as throttled:
        page = _page(request, {"": [throttled.detail]})
        response = render(request, "platform/accounts/password.html", page, status=429)
        response["Retry-After"] = str(throttled.retry_after)
        return response
    response = HttpResponseRedirect(home_of(place.tier if place else None))
    response.status_code = 303
    return response


def _page(request: HttpRequest, errors: dict[str, list[str]]) -> dict[str, Any]:
    signed = signed_of(request)
    place = signed.actor.place if signed else None
    fields = password_fields(errors)
    return {
        **base_context(request),
        "title": _("Choose your password"),
        "lede": _("The one you signed in with was made for you. From now on only you know it."),
        "portal": FRONTENDS[place.tier if place else "admin"].label,
        "fields": fields,
        "errors": errors.get("", []),
        "has_errors": bool(errors),
    }


def password_fields(errors: dict[str, list[str]]) -> list[Field]:
    """The three fields of a change of password."""
    rule = _("At least 8 characters with upper case, lower case and a digit, or at least 15 characters of any kind.")
    named = (
        ("current_password", _("Current password"), "current-password", ""),
        ("new_password", _("New password"), "new-password", rule),
        ("again", _("New password again"), "new-password", ""),
    )
    return [
        Field(
            "text", name, label, type="password", required=True, autocomplete=auto, help=help_text,
            errors=tuple(errors.get(name, ())), span=True,
        )
        for name, label, auto, help_text in named
    ]  # fmt: skip
