"""The API of the own account, and of sessions and attempts for administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
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
from nucleus.platform.api.schema import READING, REQUEST_ID, WRITING, DoorSchema, Schema


def counted(name: str) -> Schema:
    """The schema of an answer that only counts."""
    return {"type": "object", "required": [name], "properties": {name: {"type": "integer", "minimum": 0}}}


def _texts(*names: str) -> Schema:
    return {name: {"type": "string"} for name in names}


MEMBERSHIP: Schema = {
    "type": "object",
    "properties": {
        **_texts("public_id", "organization", "organization_name", "tier"),
        "roles": {"type": "array", "items": {"type": "string"}},
        "is_current": {"type": "boolean"},
    },
}
ACCOUNT: Schema = {
    "type": "object",
    "properties": {
        **_texts("public_id", "email", "name", "language", "timezone"),
        "single_keys": {"type": "boolean"},
        "is_superadmin": {"type": "boolean"},
        "memberships": {"type": "array", "items": MEMBERSHIP},
    },
}


def me(user: User) -> dict[str, Any]:
    """The own account as the API shows it."""
    return {
        "public_id": user.public_id,
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "timezone": user.timezone,
        "single_keys": user.single_keys,
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


class AccountApi(ApiView):
    """A door of the own account. `answers` is the schema of what a change answers; without it nothing is answered."""

    answers: ClassVar[Schema] = {}
    reading: ClassVar[Schema] = {}

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation: its id is the command's name."""
        if method == "GET":
            answer = {"description": "The account.", "content": {"application/json": {"schema": self.reading}}}
            refused = schema.refusals(READING)
            return {"operationId": "accounts.me", "summary": "The own account", "tags": ["accounts"], "parameters": [],
                    "responses": {"200": {**answer, "headers": REQUEST_ID}, **refused}, "x-permission": ""}  # fmt: skip
        command = registry.commands[self.command]
        shown = self.answers or self.reading
        done: Schema = {"description": "Done.", "headers": REQUEST_ID}
        if shown:
            done["content"] = {"application/json": {"schema": shown}}
        found: Schema = {
            "operationId": command.name,
            "summary": command.summary,
            "tags": ["accounts"],
            "parameters": [],
            "responses": {"200" if shown else "204": done, **schema.refusals(WRITING)},
            "x-permission": "" if command.own else command.name,
        }
        if command.input is not None:
            found["requestBody"] = schema.input_body(command.input)
        return found


class MeApi(AccountApi):
    """The own account: read it, change name, language and time zone."""

    command = "accounts.change_profile"
    reading: ClassVar[Schema] = ACCOUNT

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The account and its memberships."""
        return answer_json(me(own_account(current_actor())))

    def patch(self, request: HttpRequest) -> HttpResponseBase:
        """Changes what is given."""
        return answer_json(me(call_command(request, change_profile, {})))


class PasswordApi(AccountApi):
    """The own password."""

    command = "accounts.change_password"

    def put(self, request: HttpRequest) -> HttpResponseBase:
        """Changes it, and ends the other sessions."""
        with changing_password(request):
            call_command(request, change_password, {})
        return HttpResponse(status=204)


class OtherSessionsApi(AccountApi):
    """All own sessions but the present one."""

    command = "sessions.revoke_others"
    answers: ClassVar[Schema] = counted("ended")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Ends them and says how many there were."""
        return answer_json({"ended": call_command(request, revoke_other_sessions, {})})


class ReleaseApi(AccountApi):
    """Blocked sign-ins."""

    command = "accounts.release_attempts"
    answers: ClassVar[Schema] = counted("released")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Lets the failed tries count no more and says how many there were."""
        return answer_json({"released": call_command(request, release_attempts, {})})


urlpatterns = [
    path("api/users/me", MeApi.as_view(), name="me-api"),
    path("api/users/password", PasswordApi.as_view(), name="password-api"),
    path("api/users/sessions/revoke-others", OtherSessionsApi.as_view(), name="sessions-api-revoke-others"),
    *api_routes(OWN_SESSIONS),
    *api_routes(SESSIONS),
    path("api/crm/attempts/release", ReleaseApi.as_view(), name="attempts-api-release"),
    *api_routes(ATTEMPTS),
]
