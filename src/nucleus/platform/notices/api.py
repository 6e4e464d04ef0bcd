"""The API of the own notices: preferences, and reading all of them."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from nucleus.kernel.notices import GROUPS
from nucleus.kernel.registry import registry
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.resources import api_routes, call_command
from nucleus.platform.api.schema import READING, REQUEST_ID, WRITING, DoorSchema, Schema
from nucleus.platform.notices.choices import own_choice
from nucleus.platform.notices.commands import choose_channels, forget_choice, read_all_notices
from nucleus.platform.notices.models import Timing
from nucleus.platform.notices.tables import NOTICES
from nucleus.platform.notices.views import values_of

CHOICE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **{f"{way}_{key}": {"type": "boolean"} for key in GROUPS for way in ("page", "mail")},
        "timing": {"type": "string", "enum": list(Timing.values)},
        "digest_hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "digest_day": {"type": "integer", "minimum": 1, "maximum": 7},
        "is_quiet": {"type": "boolean"},
        "quiet_from": {"type": "string"},
        "quiet_to": {"type": "string"},
        "quiet_days": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 7}},
    },
}
COUNTED: Schema = {"type": "object", "required": ["read"], "properties": {"read": {"type": "integer", "minimum": 0}}}


class NoticeApi(ApiView):
    """A door of the own notices. `calls` maps a method to its command."""

    calls: ClassVar[dict[str, str]] = {}
    answers: ClassVar[Schema] = CHOICE

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation: its id is the command's name."""
        content = {"application/json": {"schema": self.answers}}
        done: Schema = {"description": "As it stands now.", "content": content, "headers": REQUEST_ID}
        found: Schema = {"tags": ["notices"], "parameters": [], "x-permission": ""}
        if method == "GET":
            reading = {"operationId": "notices.preferences", "summary": "How one is told"}
            return {**found, **reading, "responses": {"200": done, **schema.refusals(READING)}}
        command = registry.commands[self.calls[method]]
        found |= {"operationId": command.name, "summary": command.summary}
        if command.input is not None and method == "PATCH":
            found["requestBody"] = schema.input_body(command.input)
        return {**found, "responses": {"200": done, **schema.refusals(WRITING)}}


class PreferencesApi(NoticeApi):
    """How one is told: read it, change it, go back to what the organization has."""

    command = "notices.choose notices.forget_choice"
    calls: ClassVar[dict[str, str]] = {"PATCH": "notices.choose", "DELETE": "notices.forget_choice"}

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What holds now."""
        return answer_json(values_of(own_choice()))

    def patch(self, request: HttpRequest) -> HttpResponseBase:
        """Changes what is given."""
        return answer_json(values_of(call_command(request, choose_channels, {})))

    def delete(self, request: HttpRequest) -> HttpResponseBase:
        """Forgets the own choice."""
        return answer_json(values_of(call_command(request, forget_choice, {})))


class ReadAllApi(NoticeApi):
    """Everything at once."""

    command = "notices.read_all"
    calls: ClassVar[dict[str, str]] = {"POST": "notices.read_all"}
    answers: ClassVar[Schema] = COUNTED

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Marks all own notices as read and says how many were new."""
        return answer_json({"read": call_command(request, read_all_notices, {})})


urlpatterns = [
    path("api/crm/notices/preferences", PreferencesApi.as_view(), name="preferences-api"),
    path("api/crm/notices/read-all", ReadAllApi.as_view(), name="read-all-api"),
    *api_routes(NOTICES),
]
