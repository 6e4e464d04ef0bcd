"""The API: the settings of the own level, their change, and the document. `/api/admin/` is the superadmin's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Denied, Invalid
from nucleus.kernel.registry import registry
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.inputs import UNKNOWN
from nucleus.platform.api.resources import call_command
from nucleus.platform.api.schema import READING, REQUEST_ID, WRITING, DoorSchema, Schema
from nucleus.platform.settings.documents import export_document
from nucleus.platform.settings.levels import own_level
from nucleus.platform.settings.queries import Entry, entries

ANY: Schema = {"description": "As the kind of the setting says; null for a secret."}
ENTRY: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **{name: {"type": "string"} for name in ("key", "group", "kind", "label", "help", "unit", "revision")},
        "value": ANY,
        "default": ANY,
        "source": {"type": "string", "enum": ["default", "own", "inherited", "environment"]},
        "inherited_from": {"type": "string", "description": "The organization; empty otherwise."},
        "locked_by": {"type": "string", "description": "Who above locks it; empty where it may be changed."},
        "locked_here": {"type": "boolean"},
        "is_set": {"type": "boolean", "description": "Of a secret: whether there is one."},
    },
}
LISTED: Schema = {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": ENTRY}}}
DOCUMENT: Schema = {"type": "object", "properties": {"values": {"type": "object"}}, "additionalProperties": True}


def as_told(entry: Entry) -> dict[str, Any]:
    """A setting as the API shows it; a secret's value never."""
    setting, found = entry.setting, entry.found
    hidden = setting.sensitive
    return {
        "key": setting.key,
        "group": setting.group,
        "kind": setting.kind.name,
        "label": str(setting.label),
        "help": str(setting.help),
        "unit": str(setting.unit),
        "revision": entry.revision,
        "value": None if hidden else setting.store(found.value),
        "default": None if hidden else setting.store(setting.default),
        "source": found.source,
        "inherited_from": entry.above,
        "locked_by": entry.locked_by,
        "locked_here": entry.is_locked_here,
        "is_set": bool(found.value) if hidden else found.source != "default",
    }


class SettingsApi(ApiView):
    """A door of the settings. `for_system` says that only the superadmin may pass."""

    for_system = False
    permission = "settings.view"
    told: ClassVar[str] = "list"

    def check_permission(self, method: str) -> None:
        """Only the superadmin at the address of the system."""
        if self.for_system and not current_actor().is_superadmin:
            raise Denied
        super().check_permission(method)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The settings of the level, or the document."""
        if request.GET:
            raise Invalid({name[:200]: [str(UNKNOWN)] for name in request.GET})
        if self.told == "export":
            return answer_json(export_document(own_level()))
        return answer_json({"items": [as_told(entry) for entry in entries(own_level())]})

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation; ids of the superadmin's carry `admin-`."""
        prefix = "admin-" if self.for_system else ""
        found: Schema = {"tags": ["settings"], "parameters": []}
        if method == "GET":
            shown = DOCUMENT if self.told == "export" else LISTED
            answer = {"description": "As it stands.", "content": {"application/json": {"schema": shown}}}
            found |= {"operationId": f"{prefix}settings.{self.told}", "summary": "The settings of the own level",
                      "responses": {"200": {**answer, "headers": REQUEST_ID}, **schema.refusals(READING)},
                      "x-permission": self.permission}  # fmt: skip
            return found
        command = registry.commands[self.command]
        done = {"description": "Done.", "headers": REQUEST_ID}
        found |= {"operationId": prefix + command.name, "summary": command.summary, "x-permission": command.name,
                  "responses": {"204": done, **schema.refusals(WRITING)},
                  "requestBody": schema.input_body(command.input)}  # fmt: skip
        return found


class Listed(SettingsApi):
    """All settings of the level; PATCH changes some."""

    command = "settings.change"

    def patch(self, request: HttpRequest) -> HttpResponseBase:
        """Changes them: all or none."""
        call_command(request, registry.commands[self.command], {})
        return HttpResponse(status=204)


class Exported(SettingsApi):
    """The document of the own values."""

    told: ClassVar[str] = "export"


class Acted(SettingsApi):
    """A command on settings by their keys, or with a document."""

    get = None  # type: ignore[assignment] # only POST

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Runs it."""
        call_command(request, registry.commands[self.command], {})
        return HttpResponse(status=204)

    def allowed(self) -> list[str]:
        """POST only."""
        return ["POST", "OPTIONS"]

    @property
    def allowed_methods(self) -> list[str]:
        """As DRF names it, for the walk of the OpenAPI document."""
        return self.allowed()


def _routes(prefix: str, *, for_system: bool) -> list[URLPattern]:
    name = "settings-admin-api" if for_system else "settings-api"
    acts = ("reset", "lock", "unlock", "import")
    return [
        path(prefix, Listed.as_view(for_system=for_system), name=name),
        path(f"{prefix}/export", Exported.as_view(for_system=for_system), name=f"{name}-export"),
        *(
            path(
                f"{prefix}/{act}",
                Acted.as_view(for_system=for_system, command=f"settings.{act}", permission=f"settings.{act}"),
                name=f"{name}-{act}",
            )
            for act in acts
        ),
    ]


urlpatterns = [
    *_routes("api/admin/settings", for_system=True),
    *_routes("api/crm/settings", for_system=False),
]
