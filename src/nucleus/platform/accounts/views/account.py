"""Pages of the own account: profile and security."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.devices import device_name
from nucleus.kernel.errors import Invalid, Throttled
from nucleus.platform.accounts.commands import (
    change_password,
    change_profile,
    own_account,
    revoke_other_sessions,
    revoke_session,
)
from nucleus.platform.accounts.inputs import ProfileInput
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.accounts.proof import changing_password
from nucleus.platform.accounts.queries import find_session, own_sessions, own_sign_ins
from nucleus.platform.accounts.sessions import keep_keys
from nucleus.platform.accounts.views.password import password_fields
from nucleus.platform.api.tables import Act
from nucleus.platform.ui.controls import controls_of, typed_values
from nucleus.platform.ui.pages import PageView, go


class Profile(PageView):
    """Name, language, time zone and keys."""

    template_name = "ui/form.html"
    command = "accounts.change_profile"
    title = gettext_lazy("Profile")
    act = Act("accounts.change_profile", gettext_lazy("Save changes"))

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The form with what is stored."""
        user = own_account(current_actor())
        return self.form(vars(user), {})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Saves."""
        try:
            user = change_profile.submit(typed_values(ProfileInput, request.POST))
        except Invalid as error:
            return self.render(request, self.form(request.POST, error.errors), status=422)
        return keep_keys(request, go(request, "/profile/", _("Saved.")), user)

    def form(self, values: Any, errors: dict[str, list[str]]) -> dict[str, Any]:
        """What the template shows."""
        return {
            "fields": controls_of(ProfileInput, values, errors),
            "has_errors": bool(errors),
            "act": self.act,
            "back": "/security/",
            "sub": own_account(current_actor()).email,
        }


class Security(PageView):
    """Password, sessions and recent sign-ins of the person."""

    template_name = "platform/accounts/security.html"
    title = gettext_lazy("Security")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Everything about how the person signs in."""
        return security_data(request, {})


def security_data(request: HttpRequest, errors: dict[str, list[str]]) -> dict[str, Any]:
    """What the security page shows."""
    signed = signed_of(request)
    here = signed.session_id if signed else ""
    sessions = [
        {"row": s, "device": device_name(s.agent), "here": s.public_id == here}
        for s in own_sessions().order_by("-last_seen")[:50]
    ]
    return {
        "fields": password_fields(errors),
        "errors": errors.get("", []),
        "has_errors": bool(errors),
        "sessions": sorted(sessions, key=lambda s: not s["here"]),
        "others": len(sessions) - 1,
        "sign_ins": [{"row": a, "device": device_name(a.agent)} for a in own_sign_ins()],
        "changed": own_account(current_actor()).password_changed_at,
    }


class ChangePassword(PageView):
    """Takes the form of the security page."""

    template_name = "platform/accounts/security.html"
    command = "accounts.change_password"
    title = gettext_lazy("Security")

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The form is on the security page."""
        return go(request, "/security/")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Changes the password; the other sessions end."""
        given = {name: request.POST.get(name, "") for name in ("current_password", "new_password", "again")}
        if given.pop("again") != given["new_password"]:
            errors = {"again": [_("The two are not the same.")]}
            return self.render(request, security_data(request, errors), status=422)
        try:
            with changing_password(request):
                change_password.submit(given)
        except Invalid as error:
            return self.render(request, security_data(request, error.errors), status=422)
        except Throttled as error:
            response = self.render(request, security_data(request, {"": [error.detail]}), status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
        return go(request, "/security/", _("Your password is changed. All other sessions have ended."))


class RevokeSession(PageView):
    """Ends one of the own sessions."""

    command = "sessions.revoke"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The button is on the security page."""
        return go(request, "/security/")

    def post(self, request: HttpRequest, public_id: str) -> HttpResponseBase:
        """Ends it."""
        revoke_session(session=find_session(public_id))
        return go(request, "/security/", _("The session has ended."))


class RevokeOthers(PageView):
    """Ends all own sessions but this one."""

    command = "sessions.revoke_others"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The button is on the security page."""
        return go(request, "/security/")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Ends them."""
        revoke_other_sessions()
        return go(request, "/security/", _("All other sessions have ended."))
