"""Many calls of one command in one request: `POST <api>/bulk/<word>`, with a result for each line.

    {"lines": [{"public_id": "DOM-…", "if_match": "3", "data": {"policy": "reject"}}, …]}

All lines share a transaction, each with a savepoint of its own: a line that is refused leaves nothing behind and holds
no other up. An idempotency key counts for each line by itself, so that a repeated request does only what is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid, Problem
from nucleus.platform.api.calling import command_context, fields_in_sight, read_key, refuse_fields, refuse_parameters
from nucleus.platform.api.doors import read_body
from nucleus.platform.api.inputs import CONTROL, NOT_LIST, NOT_OBJECT, NOT_TEXT, UNKNOWN
from nucleus.platform.api.negotiation import TREES, answer, wanted_format
from nucleus.platform.api.resources import TableApi
from nucleus.platform.api.schema import IDEMPOTENCY, PROBLEM, REQUEST_ID, WRITING, DoorSchema, Schema, media_types
from nucleus.platform.gate.command import Command
from nucleus.platform.gate.staleness import check_revision
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.problems.answers import as_problem, problem_body

MOST_LINES = 500
Result = dict[str, Any]


class NothingDone(Problem):
    """No line of a bulk call succeeded; `more["results"]` says why for each."""

    status = 400
    code = "nothing-done"
    title = "No line could be done."


class BulkLine(NamedTuple):
    """One line: the row (empty for a command that makes one), the revision that was read, and the fields."""

    public_id: str
    if_match: str
    data: Mapping[str, Any]


def read_lines(body: Any, *, names_row: bool, takes_data: bool) -> list[BulkLine]:
    """The lines of the body. Raises Invalid with the path of everything that is not shaped as declared."""
    if not isinstance(body, Mapping):
        raise Invalid(str(NOT_OBJECT))
    wrong = {str(name)[:200]: [str(UNKNOWN)] for name in list(body)[:20] if name != "lines"}
    given = body.get("lines")
    if not isinstance(given, list):
        wrong["lines"] = [str(NOT_LIST)]
    elif not 1 <= len(given) <= MOST_LINES:
        wrong["lines"] = [_("From 1 to %(most)d lines.") % {"most": MOST_LINES}]
    if wrong:
        raise Invalid(wrong)
    known = {*(("public_id", "if_match") if names_row else ()), *(("data",) if takes_data else ())}
    for at, line in enumerate(given or ()):
        wrong.update({f"lines.{at}{name and '.'}{name}": [said] for name, said in _judged(line, known, names_row)})
    if wrong:
        raise Invalid(wrong)
    return [BulkLine(x.get("public_id", ""), x.get("if_match", ""), x.get("data", {})) for x in given or ()]


def _judged(line: Any, known: set[str], names_row: bool) -> list[tuple[str, str]]:
    if not isinstance(line, Mapping):
        return [("", str(NOT_OBJECT))]
    found = [(str(name)[:200], str(UNKNOWN)) for name in list(line)[:20] if name not in known]
    for name in ("public_id", "if_match"):
        value = line.get(name, "")
        if not isinstance(value, str) or len(value) > 120 or CONTROL.search(value):
            found.append((name, str(NOT_TEXT)))
    if names_row and not line.get("public_id"):
        found.append(("public_id", _("This field is required.")))
    if not isinstance(line.get("data", {}), Mapping):
        found.append(("data", str(NOT_OBJECT)))
    return found


class BulkApi(TableApi):
    """One command for many rows."""

    reads = False
    detail = True

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Runs the command for each line. Raises NothingDone where none succeeded."""
        kind = wanted_format(request, "", TREES)
        command = self.command_of("POST")
        command.allow(current_actor(), {})
        refuse_parameters(request)
        key = read_key(request)
        lines = read_lines(read_body(request), names_row=bool(command.target), takes_data=command.input is not None)
        with write_transaction():
            results = [self._line(command, where, line, at, key) for at, line in enumerate(lines)]
        if all(result["status"] >= 400 for result in results):
            raise NothingDone(results=results)
        return answer({"results": results}, kind, root="bulk")

    def _line(self, command: Command[Any, Any], where: Mapping[str, str], line: BulkLine, at: int, key: str) -> Result:
        """The result of one line. Faults of the software are raised and undo the whole."""
        own_key = hashlib.sha256(f"{key}\n{at}".encode()).hexdigest() if key else ""
        named = {**where, "public_id": line.public_id} if line.public_id else dict(where)
        try:
            with transaction.atomic():
                context = command_context(command, self.table, named)
                target = context.get(command.target or "")
                refuse_fields(command, line.data)
                command.allow(current_actor(), context)
                if line.if_match:
                    check_revision(target, f'"{line.if_match}"', fields_in_sight(command, self.table))
                result = command.submit(line.data, key=own_key, **context)
        except Exception as error:
            problem = as_problem(error)
            if problem is None:
                raise
            return {"line": at, "status": problem.status, "public_id": line.public_id, "problem": problem_body(problem)}
        made = getattr(result, "public_id", "") or line.public_id
        return {"line": at, "status": 200 if command.target else 201, "public_id": made}

    def describe_command(self, method: str, schema: DoorSchema) -> Schema:
        """The operation: its id is the command's name with `bulk`."""
        command = self.command_of(method)
        problem = schema.component("Problem", PROBLEM)
        results = schema.component("BulkResults", _results_schema(problem))
        return {
            "operationId": f"{command.name}.bulk",
            "summary": f"{command.summary} Up to {MOST_LINES} at once",
            "tags": [self.table.name],
            "parameters": [IDEMPOTENCY],
            "requestBody": {"required": True, "content": {"application/json": {"schema": self._body(command, schema)}}},
            "responses": {
                "200": {
                    "description": "At least one line was done; each says what became of it.",
                    "content": media_types(results, TREES),
                    "headers": REQUEST_ID,
                },
                **schema.refusals(tuple(status for status in WRITING if status not in ("409", "412", "422"))),
            },
            "x-permission": command.name,
        }

    def _body(self, command: Command[Any, Any], schema: DoorSchema) -> Schema:
        properties: Schema = {}
        required = []
        if command.target:
            properties["public_id"] = {"type": "string", "minLength": 1, "maxLength": 120}
            properties["if_match"] = {"type": "string", "maxLength": 120, "description": "The revision that was read."}
            required.append("public_id")
        if command.input is not None:
            body = schema.input_body(command.input)  # type: ignore[arg-type] # an input class is a serializer
            properties["data"] = body["content"]["application/json"]["schema"]
        line = {"type": "object", "additionalProperties": False, "properties": properties, "required": required}
        lines = {"type": "array", "minItems": 1, "maxItems": MOST_LINES, "items": line}
        return {"type": "object", "additionalProperties": False, "required": ["lines"], "properties": {"lines": lines}}


def _results_schema(problem: Schema) -> Schema:
    result = {
        "type": "object",
        "required": ["line", "status", "public_id"],
        "additionalProperties": False,
        "properties": {
            "line": {"type": "integer", "minimum": 0, "description": "Which line, from 0."},
            "status": {"type": "integer", "description": "As a call of its own would have answered."},
            "public_id": {"type": "string", "description": "The row; empty where none was made."},
            "problem": problem,
        },
    }
    return {
        "type": "object",
        "required": ["results"],
        "additionalProperties": False,
        "properties": {"results": {"type": "array", "items": result}},
    }
