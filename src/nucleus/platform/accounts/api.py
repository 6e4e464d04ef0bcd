"""The API of the own account, and of sessions and attempts for administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from nucleus.kernel.actor import current_actor
from nucleus.platform.accounts.commands import (
    change_password,
    change_profile,
    own_account,
    release_attempts,
    revoke_other_sessions,
)
from nucleus.platform.accounts.entry import memberships_of
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.proof import changing_password
from nucleus.platform.accounts.tables import ATTEMPTS, OWN_SESSIONS, SESSIONS
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.resources import api_routes, call_command


def me(user: User) -> dict[str, Any]:
    """The own account as the API shows it."""
    return {
        "public_id": user.public_id,
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "timezone": user.timezone,
        "is_superadmin": user.is_superadmin,
        "memberships": [
            {
                "public_id": m.public_id,
                "organization": m.organization.public_id,
                "organization_name": m.organization.name,
                "tier": m.organization.tier,
                "roles": m.roles,
                "is_current": m.pk == current_actor().membership,
            }
            for m in memberships_of(user.pk)
        ],
    }


class MeApi(ApiView):
    """The own account: read it, change name, language and time zone."""

    command = "accounts.change_profile"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The account and its memberships."""
        return answer_json(me(own_account(current_actor())))

    def patch(self, request: HttpRequest) -> HttpResponseBase:
        """Changes what is given."""
        return answer_json(me(call_command(request, change_profile, None)))


class PasswordApi(ApiView):
    """The own password."""

    command = "accounts.change_password"

    def put(self, request: HttpRequest) -> HttpResponseBase:
        """Changes it, and ends the other sessions."""
        with changing_password(request):
            call_command(request, change_password, None)
        return HttpResponse(status=204)


class OtherSessionsApi(ApiView):
    """All own sessions but the present one."""

    command = "sessions.revoke_others"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Ends them and says how many there were."""
        return answer_json({"ended": call_command(request, revoke_other_sessions, None)})


class ReleaseApi(ApiView):
    """Blocked sign-ins."""

    command = "accounts.release_attempts"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Lets the failed tries count no more and says how many there were."""
        return answer_json({"released": call_command(request, release_attempts, None)})


urlpatterns = [
    path("api/users/me", MeApi.as_view(), name="me-api"),
    path("api/users/password", PasswordApi.as_view(), name="password-api"),
    path("api/users/sessions/revoke-others", OtherSessionsApi.as_view(), name="sessions-api-revoke-others"),
    *api_routes(OWN_SESSIONS, remove="sessions.revoke"),
    *api_routes(SESSIONS, acts={"end": "sessions.end"}),
    path("api/crm/attempts/release", ReleaseApi.as_view(), name="attempts-api-release"),
    *api_routes(ATTEMPTS),
]
