"""API doors built from declarations: list, detail and commands of a table.

An app's `api.py` is one call: `urlpatterns = api_routes(DOMAINS)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.registry import registry
from nucleus.platform.api.asking import Ask, read_ask
from nucleus.platform.api.calling import call_command, command_context
from nucleus.platform.api.doors import ApiView
from nucleus.platform.api.exports import export
from nucleus.platform.api.negotiation import TREES, answer, wanted_format
from nucleus.platform.api.reading import one_of, part_of
from nucleus.platform.api.schema import (
    ETAG,
    FIELDS,
    FORMAT,
    IDEMPOTENCY,
    READING,
    REQUEST_ID,
    WRITING,
    DoorSchema,
    Schema,
    filter_parameters,
    media_types,
    parameter,
    row_schema,
)
from nucleus.platform.api.tables import Act, Column, Plan, Table, as_route
from nucleus.platform.gate.command import Command

LIST_TAKES = ("q", "sort", "cursor", "limit", "fields", "format")
ROW_TAKES = ("fields", "format")


def _chosen(columns: list[Column], ask: Ask) -> list[Column]:
    return [c for c in columns if c.key in ask.fields] if ask.fields else columns


def _keyed(table: Table, columns: list[Column]) -> tuple[Plan, list[str], list[int]]:
    """What to read, the names in the answer, and where their values stand (mostly in the same order)."""
    plan = Plan(table, tuple(columns), first=(table.key,) if table.key else (), cells=False)
    places = {**({table.key: plan.at[table.key]} if table.key else {}), **{c.key: plan.at[c.path] for c in columns}}
    return plan, list(places), list(places.values())


def component_name(name: str) -> str:
    """`mail-profiles.test_box` as a component is called: MailProfilesTestBox."""
    return "".join(w.capitalize() for w in name.replace("-", " ").replace(".", " ").replace("_", " ").split())


def row_answer(
    table: Table, where: Mapping[str, str], public_id: str, ask: Ask | None = None
) -> tuple[dict[str, Any], str]:
    """One row as the API shows it, and its revision (empty where it has none). Raises NotVisible."""
    plan, names, at = _keyed(table, _chosen(table.api_columns(detail=True), ask or Ask()))
    if table.revision:
        plan = replace(plan, extra=(table.revision,))
    row = one_of(table, where, plan, public_id)
    revision = str(row[plan.at[table.revision]]) if table.revision else ""
    return {name: row[i] for name, i in zip(names, at, strict=True)}, revision


class TableApi(ApiView):
    """A door that serves a table. `commands` maps a method to the name of the command that it calls."""

    table: Table = None  # type: ignore[assignment]
    commands: Mapping[str, str] = {}
    detail = False

    def allowed(self) -> list[str]:
        """GET, and the methods that call a command."""
        reads = ["GET", "HEAD"] if self.reads else []
        return [*reads, *self.commands, "OPTIONS"]

    reads = True

    @property
    def allowed_methods(self) -> list[str]:
        """As DRF names it, for the walk of the OpenAPI document."""
        return self.allowed()

    def command_of(self, method: str) -> Command[Any, Any]:
        """The command behind a method."""
        found: Command[Any, Any] = registry.commands[self.commands[method]]
        return found

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Runs the command of the method."""
        method = request.method or ""
        command = self.command_of(method)
        kind = wanted_format(request, "", TREES)
        context = command_context(command, self.table, where)
        result = call_command(request, command, context, self.table)
        if method == "DELETE":
            return HttpResponse(status=204)
        return self._outcome(
            result or context.get(command.target or ""), where, kind, created=method == "POST" and not self.detail
        )

    patch = put = delete = post

    def _outcome(self, result: Any, where: Mapping[str, str], kind: str, *, created: bool) -> HttpResponseBase:
        """The row that came out, as its detail shows it; nothing where the command made none of this table."""
        public_id = getattr(result, "public_id", "") or ""
        where = {name: given for name, given in where.items() if name != "public_id"}
        try:
            body, revision = row_answer(self.table, where, public_id) if public_id else ({}, "")
        except NotVisible:
            body, revision = {}, ""
        if not body:
            return HttpResponse(status=204)
        headers = {"ETag": f'"{revision}"'} if revision else {}
        if created:
            headers["Location"] = f"{self.table.api.format(**where)}/{public_id}"
        return answer(body, kind, 201 if created else 200, headers, root="row")

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation of a method."""
        return self.describe_reading(schema) if method == "GET" else self.describe_command(method, schema)

    def describe_reading(self, schema: DoorSchema) -> Schema:
        """The operation that reads; none where there is only a command."""
        return {}

    def describe_command(self, method: str, schema: DoorSchema) -> Schema:
        """The operation of a command: its id is the command's name."""
        command = self.command_of(method)
        row = schema.component(component_name(self.table.name) + "Detail", row_schema(self.table, detail=True))
        answer = {
            "description": "The thing as it stands now.",
            "content": media_types(row, TREES),
            "headers": REQUEST_ID,
        }
        created = {**answer, "headers": {**REQUEST_ID, "Location": {"schema": {"type": "string"}}}}
        done = {"description": "Done; there is nothing to show.", "headers": REQUEST_ID}
        created_here = method == "POST" and not self.detail
        shown: Schema = {} if method == "DELETE" else {"201": created} if created_here else {"200": answer}
        found: Schema = {
            "operationId": command.name,
            "summary": command.summary,
            "tags": [self.table.name],
            "parameters": [IDEMPOTENCY],
            "responses": {**shown, "204": done, **schema.refusals(WRITING)},
            "x-permission": command.name,
        }
        if self.table.revision and self.detail:
            found["parameters"].append(parameter("If-Match", "The ETag that was read.", {"type": "string"}, "header"))
        if command.input is not None and method != "DELETE":
            found["requestBody"] = schema.input_body(command.input)  # type: ignore[arg-type]
        return found


class ListApi(TableApi):
    """The rows of a table, in parts; POST creates."""

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The rows behind the cursor as JSON or XML, or all of them as CSV or XLSX."""
        table = self.table
        ask = read_ask(table, request.GET, LIST_TAKES)
        columns = _chosen(table.api_columns(), ask)
        kind = wanted_format(request, ask.format)
        if kind not in TREES:
            return export(table, ask, where, columns, kind)
        plan, names, at = _keyed(table, columns)
        part = part_of(table, ask, where, plan, as_text=kind == "json")
        if at == list(range(len(at))):
            rows = [dict(zip(names, row, strict=False)) for row in part.rows]
        else:
            rows = [{name: row[i] for name, i in zip(names, at, strict=True)} for row in part.rows]
        around = {"next": part.next and part.next.text(), "previous": part.previous and part.previous.text()}
        return answer({"items": rows, **around}, kind, root="page")

    def describe_reading(self, schema: DoorSchema) -> Schema:
        """The list."""
        table = self.table
        row = schema.component(component_name(table.name) + "Row", row_schema(table, detail=False))
        page = schema.component(
            component_name(table.name) + "Page",
            {
                "type": "object",
                "required": ["items", "next", "previous"],
                "additionalProperties": False,
                "properties": {
                    "items": {"type": "array", "items": row},
                    "next": {"type": ["string", "null"], "description": "Send it as cursor: the rows that follow."},
                    "previous": {"type": ["string", "null"], "description": "Send it as cursor: the rows before."},
                },
            },
        )
        sorts = [s for key in table.sorts for s in (key, f"-{key}")]
        content = media_types(page)
        return {
            "operationId": f"{table.name}.list",
            "summary": f"List: {table.label}",
            "tags": [table.name],
            "parameters": [
                *filter_parameters(table),
                *(
                    [parameter("q", "Words to search for.", {"type": "string", "maxLength": 200})]
                    if table.search
                    else []
                ),
                parameter("sort", "Falling with a minus.", {"type": "string", "enum": sorts, "default": table.sort}),
                parameter(
                    "cursor", "`next` or `previous` of a part, with the same sort and filters.", {"type": "string"}
                ),
                parameter(
                    "limit", "Rows of a part.", {"type": "integer", "minimum": 1, "maximum": 500, "default": table.size}
                ),
                FIELDS,
                FORMAT,
            ],
            "responses": {
                "200": {"description": "Rows.", "content": content, "headers": REQUEST_ID},
                **schema.refusals(READING),
            },
            "x-permission": table.permission,
        }


class DetailApi(TableApi):
    """One row of a table; PATCH changes, DELETE removes."""

    detail = True

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The row, with its revision as ETag."""
        public_id = where.pop("public_id")
        ask = read_ask(replace(self.table, filters=()), request.GET, ROW_TAKES)
        kind = wanted_format(request, ask.format)
        body, revision = row_answer(self.table, where, public_id, ask)
        if revision and f'"{revision}"' in request.headers.get("If-None-Match", ""):
            return HttpResponse(status=304, headers={"ETag": f'"{revision}"'})
        return answer(body, kind, 200, {"ETag": f'"{revision}"'} if revision else {}, root="row")

    def describe_reading(self, schema: DoorSchema) -> Schema:
        """The detail."""
        table = self.table
        row = schema.component(component_name(table.name) + "Detail", row_schema(table, detail=True))
        headers = {**REQUEST_ID, **(ETAG if table.revision else {})}
        answers: Schema = {"200": {"description": "The row.", "content": media_types(row), "headers": headers}}
        if table.revision:
            answers["304"] = {"description": "Not changed since (If-None-Match).", "headers": headers}
        return {
            "operationId": f"{table.name}.get",
            "summary": f"One: {table.one or table.label}",
            "tags": [table.name],
            "parameters": [FIELDS, FORMAT],
            "responses": {**answers, **schema.refusals(READING)},
            "x-permission": table.permission,
        }


class ActApi(TableApi):
    """A command on one row, by POST under the row's address."""

    detail = True
    reads = False


def api_routes(table: Table) -> list[URLPattern]:
    """The addresses of a table's API: list and detail, POST to create, PATCH to change, DELETE to remove, its acts
    (`POST <api>/{public_id}/<word>`), and all of these for many rows (`POST <api>/bulk/<word>`).
    """
    from nucleus.platform.api.bulk import BulkApi  # noqa: PLC0415 - its view is built on this module's

    at, item = as_route(table.api), f"{as_route(table.api)}/<str:public_id>"
    found = [path(at, _door(ListApi, table, {"POST": table.create}), name=f"{table.name}-api")]
    found += [
        path(f"{at}/bulk/{act.path}", _door(BulkApi, table, {"POST": act}), name=f"{table.name}-api-bulk-{act.path}")
        for act in table.all_acts()
        if _repeats(act)
    ]
    if table.key:
        writes = {"PATCH": table.change, "DELETE": table.remove}
        found.append(path(item, _door(DetailApi, table, writes), name=f"{table.name}-api-one"))
        found += [
            path(f"{item}/{act.path}", _door(ActApi, table, {"POST": act}), name=f"{table.name}-api-{act.path}")
            for act in table.acts
        ]
    return found


def _repeats(act: Act) -> bool:
    """Whether doing it for many lines means anything: not for an order without a row and without fields."""
    command = registry.commands.get(act.command)
    return command is None or command.target is not None or bool(getattr(command.input, "_declared_fields", None))


def _door(view: type[TableApi], table: Table, acts: Mapping[str, Act | None]) -> Any:
    commands = {method: act.command for method, act in acts.items() if act is not None}
    names = " ".join(commands.values())
    return view.as_view(
        table=table, permission=table.permission if view.reads else names, command=names, commands=commands
    )


__all__ = ["ActApi", "DetailApi", "ListApi", "TableApi", "api_routes", "call_command", "command_context", "row_answer"]
