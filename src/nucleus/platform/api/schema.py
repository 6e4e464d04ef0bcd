"""The OpenAPI 3.1 document: each door describes its own operations from the table or command it serves.

drf-spectacular walks the addresses and turns input classes into schemas; what an operation takes and answers is said
here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from nucleus.platform.api.inputs import BIGGEST, LONGEST, Input, TenantReference
from nucleus.platform.api.negotiation import ALL
from nucleus.platform.api.tables import Column, Table
from nucleus.platform.formats.catalogue import FORMATS

Schema = dict[str, Any]

PROBLEM: Schema = {
    "type": "object",
    "description": "A refusal (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "description": "A name of the kind of problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for people."},
        "code": {"type": "string", "description": "The stable name of the problem."},
        "instance": {"type": "string", "description": "The request's id, as in X-Request-ID; not in a 404."},
        "revision": {"type": "string", "description": "The present revision (412)."},
        "changes": {
            "type": "array",
            "description": "What was changed since the revision that the caller named (412).",
            "items": {
                "type": "object",
                "required": ["field", "before", "after", "at"],
                "additionalProperties": False,
                "properties": {
                    "field": {"type": "string"},
                    "before": {},
                    "after": {},
                    "at": {"type": "string", "format": "date-time"},
                    "by": {"type": "string", "description": "Who changed it, where the caller may know."},
                },
            },
        },
        "results": {
            "type": "array",
            "description": "What became of each line of a bulk call that did nothing.",
            "items": {"type": "object"},
        },
        "errors": {
            "type": "array",
            "description": "What is wrong with which field; the path counts list members from 0.",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "additionalProperties": False,
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}

REFUSALS = {
    "400": "Unreadable, or unknown or invalid fields or parameters.",
    "401": "Nobody is signed in.",
    "403": "Visible, but not allowed.",
    "404": "Absent or out of sight.",
    "405": "The address does not know the method.",
    "406": "No format that the caller takes.",
    "409": "The state refuses the change.",
    "412": "Changed since it was read (If-Match).",
    "413": "Larger than the limit.",
    "415": "The body is not JSON.",
    "422": "The idempotency key was used for another request.",
    "429": "Too many tries; see Retry-After.",
}
READING = ("400", "401", "403", "404", "406", "429")
WRITING = ("400", "401", "403", "404", "406", "409", "412", "413", "415", "422", "429")

REQUEST_ID: Schema = {
    "X-Request-ID": {"description": "Quote it when something went wrong.", "schema": {"type": "string"}},
    "RateLimit": {"description": "What is left: r calls, full again in t seconds.", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "The limits: q calls in w seconds.", "schema": {"type": "string"}},
}
RETRY: Schema = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
ETAG: Schema = {"ETag": {"description": "The revision, for If-Match.", "schema": {"type": "string"}}}

KINDS: Mapping[str, Schema] = {
    "number": {"type": "integer"},
    "bytes": {"type": "integer", "description": "In bytes."},
    "percent": {"type": "number", "description": "A share from 0 to 1."},
    "bar": {"type": "number", "description": "A share from 0 to 1."},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "country": {"type": "string", "description": "ISO 3166 alpha-2."},
    "yes_no": {"type": "boolean"},
}


def column_schema(column: Column) -> Schema:
    """The schema of a column's value: by its cell kind, or what `options["schema"]` says."""
    found = dict(column.options.get("schema") or KINDS.get(column.kind, {"type": "string"}))
    if "choices" in column.options and "enum" not in found:
        found["enum"] = [value for value, _label in column.options["choices"]]
    if column.help and "description" not in found:
        found["description"] = str(column.help)
    if column.null:
        if isinstance(found.get("type"), str):
            found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


def row_schema(table: Table, *, detail: bool) -> Schema:
    """The schema of a row. No field is required, because `fields=` may leave out any."""
    properties = {table.key: {"type": "string"}} if table.key else {}
    properties.update({c.key: column_schema(c) for c in table.api_columns(detail=detail)})
    return {"type": "object", "additionalProperties": False, "properties": properties}


def parameter(name: str, description: str, schema: Schema, where: str = "query") -> Schema:
    """A parameter of an operation."""
    found: Schema = {"name": name, "in": where, "schema": schema, "description": description}
    if where == "path":
        found["required"] = True
    return found


def filter_parameters(table: Table) -> list[Schema]:
    """The filters of a list."""
    found = []
    for wanted in table.filters:
        single: Schema = {"type": "string"}
        if wanted.kind == "yes_no" or (wanted.kind == "choice" and not callable(wanted.choices)):
            single["enum"] = [value for value, _label in wanted.options()]
        elif wanted.kind == "day":
            single["format"] = "date"
        elif wanted.kind == "number":
            single = {"type": "integer"}
        found.append(parameter(wanted.name, str(wanted.label), {"type": "array", "items": single}))
    return found


IDEMPOTENCY = parameter(
    "Idempotency-Key",
    "One effect per key, kept for 30 days.",
    {"type": "string", "pattern": "^[!-~]{1,120}$"},
    "header",
)
FIELDS = parameter("fields", "Names of the fields wanted, with commas.", {"type": "string"})
FORMAT = parameter(
    "format", "Instead of Accept. CSV and XLSX of a list hold all rows.", {"type": "string", "enum": list(ALL)}
)


def media_types(schema: Schema, names: Sequence[str] = ALL) -> Schema:
    """The content of an answer in these formats: JSON and XML by the schema, files of rows as they are."""
    shapes: Mapping[str, Schema] = {"json": schema, "xml": schema, "csv": {"type": "string"}}
    binary: Schema = {"type": "string", "contentMediaType": FORMATS["xlsx"].media_type}
    return {FORMATS[name].media_type: {"schema": shapes.get(name, binary)} for name in names}


class DoorSchema(AutoSchema):
    """Asks the view what its operation is; lends it the schemas of input classes and of named components."""

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Any:
        """The operation, as the view describes it."""
        self.registry = registry
        self.path, self.path_regex, self.path_prefix, self.method = path, path_regex, path_prefix, method.upper()
        view: Any = self.view
        operation: Schema = view.describe(self.method, self)
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        given = [parameter(n, "A public id.", {"type": "string"}, "path") for n in names]
        operation["parameters"] = [*given, *operation.get("parameters", [])]
        if not operation["parameters"]:
            del operation["parameters"]
        operation["security"] = [{"session": []}]
        return operation

    def component(self, name: str, schema: Schema) -> Schema:
        """Registers a named schema once, and answers the reference to it."""
        found = ResolvedComponent(  # type: ignore[no-untyped-call]
            name=name, type=ResolvedComponent.SCHEMA, object=name, schema=schema
        )
        self.registry.register_on_missing(found)
        return dict(found.ref)

    def refusals(self, statuses: tuple[str, ...]) -> Schema:
        """The problem answers of an operation."""
        content = {"application/problem+json": {"schema": self.component("Problem", PROBLEM)}}
        return {
            status: {
                "description": REFUSALS[status],
                "content": content,
                "headers": {**REQUEST_ID, **(RETRY if status == "429" else {})},
            }
            for status in statuses
        }

    def input_body(self, input_class: type[Input], *, partial: bool = False) -> Schema:
        """The request body of a command."""
        reference = self.resolve_serializer(input_class(partial=partial), "request").ref
        return {"required": True, "content": {"application/json": {"schema": reference}}}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Input):
            schema["additionalProperties"] = False
            if not vars(type(serializer)).get("__doc__"):
                schema.pop("description", None)  # inherited from the base, so it says nothing of this one
        return schema

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """Input classes of different rooms may share a name: the room's is put before."""
        name: str = super().get_serializer_name(serializer, direction)
        parts = type(serializer).__module__.split(".")
        return parts[2].capitalize() + name if parts[0] == "nucleus" and len(parts) > 3 else name

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        if isinstance(field, TenantReference):
            found: Schema = {
                "type": "string",
                "maxLength": 24,
                "description": f"Public id: {field.model._meta.verbose_name}.",
            }
        else:
            found = super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        if isinstance(field, serializers.ListSerializer):
            bounds = {"minItems": getattr(field, "min_length", None), "maxItems": getattr(field, "max_length", None)}
            found.update({name: bound for name, bound in bounds.items() if bound is not None})
        elif type(field) is serializers.CharField and "maxLength" not in found:
            found["maxLength"] = LONGEST
        elif isinstance(field, serializers.IntegerField):
            found = {"minimum": -BIGGEST, "maximum": BIGGEST, **found}
        return found
