"""`GET /api/crm/search`: the same groups as one list."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid
from nucleus.kernel.searches import SearchSource
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.schema import READING, REQUEST_ID, DoorSchema, Schema, parameter
from nucleus.platform.search.queries import FEW, MANY, find, kinds
from nucleus.platform.search.words import LONGEST_TEXT

TAKES = ("q", "kind", "limit")


class SearchApi(ApiView):
    """Things in sight by their words."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """At most `limit` of each kind, the best first. Pages and actions are for people and left out."""
        text, kind, limit = self._asked(request)
        wanted = [kind] if kind else self._kinds()
        groups = [group for name in wanted for group in find(text, only=name, most=limit)]
        items = [
            {"kind": group.name, "id": item.public_id, "title": item.title, "detail": item.detail, "page": item.url}
            for group in groups
            for item in group.items
        ]
        return answer_json({"items": items, "more": [group.name for group in groups if group.more]})

    @staticmethod
    def _kinds() -> list[str]:
        """What the actor may search that is more than a way through pages."""
        return [s.name for s in kinds(current_actor()) if isinstance(s, SearchSource) or s.things]

    def _asked(self, request: HttpRequest) -> tuple[str, str, int]:
        """The question. Raises Invalid that names each parameter it cannot take."""
        wrong = {name: [_("This parameter is not known here.")] for name in request.GET if name not in TAKES}
        text, kind, limit = (request.GET.get(name, "") for name in TAKES)
        if len(text) > LONGEST_TEXT or not text.isprintable():
            wrong["q"] = [_("This value cannot be used.")]
        if kind and kind not in self._kinds():
            wrong["kind"] = [_("There is nothing of this kind to search.")]
        if limit and not (limit.isascii() and limit.isdigit() and len(limit) < 4 and 1 <= int(limit) <= MANY):
            wrong["limit"] = [_("Write a whole number from %(least)d to %(most)d.") % {"least": 1, "most": MANY}]
        if wrong:
            raise Invalid(wrong)
        return text, kind, int(limit or FEW)

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation."""
        texts = {name: {"type": "string"} for name in ("kind", "id", "title", "detail", "page")}
        item = {"type": "object", "additionalProperties": False, "required": sorted(texts), "properties": texts}
        body = {
            "type": "object",
            "additionalProperties": False,
            "required": ["items", "more"],
            "properties": {
                "items": {"type": "array", "items": item},
                "more": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Kinds of which there is more than was asked for.",
                },
            },
        }
        answer = {"description": "What fits.", "content": {"application/json": {"schema": body}}, "headers": REQUEST_ID}
        return {
            "operationId": "search.find",
            "summary": "Find things in sight by their words",
            "tags": ["search"],
            "parameters": [
                parameter(
                    "q",
                    "Words; each is the beginning of a word of what is found. Without one nothing is found.",
                    {"type": "string", "maxLength": LONGEST_TEXT},
                ),
                parameter("kind", "Only this kind (organizations, domains ...).", {"type": "string"}),
                parameter("limit", "Of each kind.", {"type": "integer", "minimum": 1, "maximum": MANY}),
            ],
            "responses": {"200": answer, **schema.refusals(READING)},
        }
