"""The API of template sets: the list, one set, and its commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from nucleus.kernel.actor import current_actor
from nucleus.platform.api.calling import find_named, refuse_parameters
from nucleus.platform.api.doors import answer_json
from nucleus.platform.api.negotiation import answer
from nucleus.platform.api.resources import TableApi
from nucleus.platform.api.schema import READING, REQUEST_ID, DoorSchema, Schema, media_types, row_schema
from nucleus.platform.api.tables import as_route
from nucleus.platform.studio.set_rows import SETS, as_told, detail_as_told, set_detail, set_rows

JSON = ("json",)


def reading(name: str, summary: str, schema: DoorSchema, shown: Schema) -> Schema:
    """The description of a GET."""
    done = {"description": "As it stands.", "content": media_types(shown, JSON), "headers": REQUEST_ID}
    return {
        "operationId": f"template_sets.{name}",
        "summary": summary,
        "tags": [SETS.name],
        "parameters": [],
        "responses": {"200": done, **schema.refusals(READING)},
        "x-permission": SETS.permission,
    }


class SetApi(TableApi):
    """One set; DELETE removes one of the own."""

    table = SETS
    permission = SETS.permission
    detail = True

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The set with its files."""
        refuse_parameters(request)
        return answer_json(detail_as_told(set_detail(find_named(SETS.type, where["public_id"]))))

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Runs the command of the method; who may not learns nothing of what is there."""
        self.command_of(request.method or "").allow(current_actor(), {})
        return super().post(request, **where)

    delete = post

    def describe_reading(self, schema: DoorSchema) -> Schema:
        """The detail."""
        shown = schema.component("TemplateSetsDetail", row_schema(SETS, detail=True))
        return reading("get", "One template set", schema, shown)

    def _outcome(self, result: Any, where: Mapping[str, str], kind: str, *, created: bool) -> HttpResponseBase:
        """The set that came out."""
        return answer(detail_as_told(set_detail(result)), kind, root="row")


class SetsApi(SetApi):
    """Every set."""

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The shipped ones first."""
        refuse_parameters(request)
        return answer_json({"items": [as_told(row) for row in set_rows()]})

    def describe_reading(self, schema: DoorSchema) -> Schema:
        """The list; it has no parts, because there are at most some dozens."""
        row = schema.component("TemplateSetsRow", row_schema(SETS, detail=False))
        items = {"type": "array", "items": row}
        shown = {"type": "object", "required": ["items"], "additionalProperties": False, "properties": {"items": items}}
        return reading("list", "List: template sets", schema, shown)


class SetActApi(SetApi):
    """A command on a set, by POST."""

    reads = False


def _act(word: str) -> Any:
    name = f"template_sets.{word}"
    view = SetActApi.as_view(permission=name, command=name, commands={"POST": name})
    return path(f"{as_route(SETS.api)}/<str:public_id>/{word}", view, name=f"template-sets-api-{word}")


REMOVE = "template_sets.remove"
urlpatterns = [
    path(as_route(SETS.api), SetsApi.as_view(), name="template-sets-api"),
    path(
        f"{as_route(SETS.api)}/<str:public_id>",
        SetApi.as_view(command=REMOVE, commands={"DELETE": REMOVE}),
        name="template-sets-api-one",
    ),
    _act("copy"),
    _act("check"),
]
